import { scaleLinear } from "d3-scale";
import { VNode } from "preact";
import { Picture } from "./picture";

/** In units of its own: it fills the width of its box. */
const WIDTH = 1000;
const HEIGHT = 20;

interface BarProps {
    id: string;
    /** What the bar says, in words. */
    text: string;
    value: number;
    /** What would fill it. More than that is drawn beyond a mark. */
    whole: number;
    class?: string;
}

export function Bar({ id, text, value, whole, ...rest }: BarProps): VNode {
    const x = scaleLinear([0, Math.max(value, whole)], [0, WIDTH]);
    const end = Math.min(value, whole);
    return (
        <Picture
            id={id}
            class={["bar", rest.class].filter(Boolean).join(" ")}
            title={text}
            description={`A bar, filled to ${Math.round(x(end) / 10)} % of its length.`}
            width={WIDTH}
            height={HEIGHT}
            stretched
        >
            <rect class="track" width={x(whole)} height={HEIGHT} />
            <rect class="filled" width={x(end)} height={HEIGHT} />
            {value > whole && (
                <>
                    <rect class="over" x={x(whole)} width={x(value - whole)} height={HEIGHT} />
                    <path class="mark" d={`M${x(whole)},0 v${HEIGHT}`} />
                </>
            )}
        </Picture>
    );
}
