import { useState } from 'react';
import { NavLink } from 'react-router-dom';
import { styled } from 'styled-components';
import type { OfficerRole } from '../../../../../domain/access/roles';
import { useText } from '../i18n/useText';
import { menuFor } from './menu';

/** The groups and pages of the guide; folds away where there is no room, or by choice. */
export function SideMenu({ role }: { role: OfficerRole }) {
  const { t } = useText();
  const [open, setOpen] = useState(() => window.innerWidth > 1000);
  const foldIfNarrow = () => window.innerWidth <= 1000 && setOpen(false);
  return (
    <Nav aria-label={t('menu.label')} $open={open}>
      <button
        type="button"
        aria-expanded={open}
        aria-controls="corpus-menu"
        onClick={() => setOpen(!open)}
      >
        <span aria-hidden="true">☰</span> {t(open ? 'menu.close' : 'menu.open')}
      </button>
      <div id="corpus-menu" hidden={!open}>
        <NavLink to="/" end onClick={foldIfNarrow}>
          {t('menu.home')}
        </NavLink>
        {menuFor(role).map(({ label, items }) => (
          <section key={label} aria-label={t(label)}>
            <p>{t(label)}</p>
            <ul>
              {items.map((item) => (
                <li key={item.to}>
                  <NavLink to={item.to} onClick={foldIfNarrow}>
                    {t(item.label)}
                  </NavLink>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </Nav>
  );
}

const Nav = styled.nav<{ $open: boolean }>`
  position: sticky;
  top: 0;
  flex: none;
  align-self: flex-start;
  height: 100dvh;
  overflow-y: auto;
  width: ${({ $open }) => ($open ? '19rem' : 'auto')};
  padding: 1.2rem;
  font-size: 1.4rem;
  background: ${({ theme }) => theme.colors.neutral0};
  border-right: 1px solid ${({ theme }) => theme.colors.neutral200};
  button {
    min-height: 3.2rem;
    padding: 0.4rem 0.8rem;
    font: inherit;
    color: ${({ theme }) => theme.colors.neutral800};
    background: none;
    border: 0;
    cursor: pointer;
  }
  p {
    padding: 1.6rem 0.8rem 0.4rem;
    font-weight: 600;
    color: ${({ theme }) => theme.colors.neutral700};
  }
  a {
    display: block;
    padding: 0.8rem;
    color: ${({ theme }) => theme.colors.neutral800};
    text-decoration: none;
    border-radius: ${({ theme }) => theme.borderRadius};
  }
  li a {
    padding-left: 2rem;
  }
  a:hover {
    background: ${({ theme }) => theme.colors.neutral100};
  }
  a.active {
    font-weight: 600;
    color: ${({ theme }) => theme.colors.primary700};
    background: ${({ theme }) => theme.colors.primary100};
  }
  a:focus-visible,
  button:focus-visible {
    outline: 2px solid ${({ theme }) => theme.colors.primary600};
  }
  @media (max-width: 1000px) {
    position: static;
    width: 100%;
    height: auto;
    padding: 0.4rem 1.2rem;
    border-right: 0;
    border-bottom: 1px solid ${({ theme }) => theme.colors.neutral200};
  }
`;
