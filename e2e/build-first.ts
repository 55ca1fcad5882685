// Runs once before all journeys: they drive the built page, never a development server.
import { ensureBuild } from '../bench/build';

export default ensureBuild;
