import { Box, Flex, Typography } from '@strapi/design-system';
import type { ReactNode } from 'react';
import { styled } from 'styled-components';
import { useMeQuery } from '../api/datasets';
import { Answer } from '../components/Answer';
import { useText } from '../i18n/useText';
import { TextSizePicker } from '../text-size/TextSizePicker';
import { HelpLine } from './HelpLine';
import { LanguagePicker } from './LanguagePicker';
import { MeContext } from './me';
import { SideMenu } from './SideMenu';
import { SignOut } from './SignOut';

/** What surrounds every screen: the bar, the menu of the role, the help line. */
export function Shell({ children }: { children: ReactNode }) {
  const me = useMeQuery();
  return (
    <Answer query={me}>
      {(officer) => (
        <MeContext.Provider value={officer}>
          <Frame data-corpus>
            <SideMenu role={officer.role} />
            <Box flex="1" minWidth={0}>
              <Bar />
              <main id="main-content" tabIndex={-1}>
                {children}
              </main>
              <Box padding={{ initial: 4, large: 6 }}>
                <HelpLine />
              </Box>
            </Box>
          </Frame>
        </MeContext.Provider>
      )}
    </Answer>
  );
}

function Bar() {
  const { t } = useText();
  const { data: me } = useMeQuery();
  return (
    <Box
      tag="header"
      background="neutral0"
      borderColor="neutral200"
      borderStyle="solid"
      borderWidth="0 0 1px 0"
      padding={3}
      paddingLeft={{ initial: 4, large: 6 }}
      paddingRight={{ initial: 4, large: 6 }}
    >
      <Flex justifyContent="space-between" gap={4} wrap="wrap">
        <Typography fontWeight="bold">
          {t('app.name')} {t('app.office')}
        </Typography>
        <Flex gap={4} wrap="wrap">
          <TextSizePicker />
          <LanguagePicker />
          {me !== undefined && (
            <Typography>
              {t('bar.signed_in', {
                agency: me.agency?.name ?? '',
                role: t(`role.${me.role}`),
                name: me.name,
              })}
            </Typography>
          )}
          <SignOut />
        </Flex>
      </Flex>
    </Box>
  );
}

const Frame = styled.div`
  display: flex;
  min-height: 100%;
  /* What is there for screen readers alone scrolls with the screen, not with the window. */
  position: relative;
  font-family:
    -apple-system, 'Segoe UI', Roboto, 'Noto Sans TC', 'Noto Sans CJK TC', 'PingFang TC',
    'Microsoft JhengHei', sans-serif;
  background: ${({ theme }) => theme.colors.neutral100};
  @media (max-width: 1000px) {
    flex-direction: column;
  }
`;
