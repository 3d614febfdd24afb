import { LightningElement, api } from 'lwc';
import picture from '@salesforce/label/c.Incident_Picture';
import pictureMark from '@salesforce/label/c.Incident_PictureMark';
import { durationBetween, fillIn } from 'c/labelText';

const WIDTH = 600;
const MARGIN = 60;

/** The stamps of an incident in the order of time. Marks stand at equal distances: steps take from milliseconds to days. */
export default class IncidentPicture extends LightningElement {
    @api stamps = [];

    viewBox = `0 0 ${WIDTH} 64`;
    lineStart = MARGIN;
    lineEnd = WIDTH - MARGIN;

    get marks() {
        const reached = this.stamps
            .flatMap(({ name, at, color }) => (at ? [{ name, at, color }] : []))
            .sort((left, right) => Date.parse(left.at) - Date.parse(right.at));
        const step = (WIDTH - 2 * MARGIN) / Math.max(1, reached.length - 1);
        return reached.map(({ name, at, color }, index) => ({
            name,
            color,
            x: MARGIN + index * step,
            elapsed: durationBetween(reached[0].at, at)
        }));
    }

    get isWorthDrawing() {
        return this.marks.length > 1;
    }

    get description() {
        return fillIn(picture, this.marks.map(({ name, elapsed }) => fillIn(pictureMark, name, elapsed)).join(', '));
    }
}
