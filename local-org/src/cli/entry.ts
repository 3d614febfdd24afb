import { main } from './main.ts';

const write =
    (stream: NodeJS.WriteStream) =>
    (text: string): void =>
        void stream.write(`${text}\n`);

process.exitCode = await main(process.argv.slice(2), write(process.stdout), write(process.stderr));
