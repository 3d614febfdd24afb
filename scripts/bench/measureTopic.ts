import { TOPICS } from './topic.ts';

// A process of its own for each topic: what one has warmed up or allocated must not show in the figures of another.
const [name, quick] = process.argv.slice(2);
const { topic } = await TOPICS[name!]!();
const { title, method } = topic;
const figures = await topic.measure({ quick: quick === 'quick', print: (line) => console.log(`  ${line}`) });
process.send!({ title, method, figures });
process.disconnect();
