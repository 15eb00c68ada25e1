import { Home } from '../screens/home/Home';
import { Shell } from './Shell';

export default function HomeApp() {
  return (
    <Shell>
      <Home />
    </Shell>
  );
}
