import { VNode } from "preact";
import { Container } from "../model/containers";
import { Host, Use } from "../model/sharing";
import { Storage, StorageKind } from "../model/storages";
import { accessOf } from "./access";
import { Arrangement, arrangementOf, columnsOf, pathOf, Widths, widthOf } from "./diagram-layout";
import { Picture } from "./picture";
import { shortened } from "./words";

const PHONE: Widths = { box: 124, gap: 76 };
const DESK: Widths = { box: 250, gap: 230 };
/** Mean width of a character, in CSS pixels, of a name and of what stands below it. */
const NAME_CHARACTER = 8.4;
const DETAIL_CHARACTER = 6.3;
const PADDING = 10;
/** Half the height of the lid of a drum, and what a folder's tab stands out. */
const LID = 5;

interface DiagramProps {
    id: string;
    host: Host;
    title: string;
}

/** Drawn twice, since a picture for a desk is unreadable on a phone: the style sheet shows one. */
export function Diagram({ id, host, title }: DiagramProps): VNode {
    const arrangement = arrangementOf(host.uses);
    const description = host.uses.map(sentence).join(" ");
    return (
        <>
            {[PHONE, DESK].map((widths) => {
                const variant = widths === PHONE ? "phone" : "desk";
                return (
                    <Picture
                        id={`${id}-${variant}`}
                        class={`diagram only-${variant}`}
                        title={title}
                        description={description}
                        width={widthOf(widths)}
                        height={arrangement.height}
                    >
                        <Drawing id={`${id}-${variant}`} host={host} arrangement={arrangement} widths={widths} />
                    </Picture>
                );
            })}
        </>
    );
}

function sentence({ container, storage, ...use }: Use): string {
    return `${container.name} ${accessOf(use)} ${storage.name}.`;
}

interface DrawingProps {
    id: string;
    host: Host;
    arrangement: Arrangement;
    widths: Widths;
}

function Drawing({ id, host, arrangement, widths }: DrawingProps): VNode {
    const { rows, lines } = arrangement;
    const columns = columnsOf(widths);
    const boxesOf = <T extends Container | Storage>(all: T[], x: number): Array<BoxProps & { of: T }> =>
        all.filter((of) => rows.has(of)).map((of) => ({ of, x, width: widths.box, ...rows.get(of)! }));
    return (
        <>
            <defs>
                <Arrow id={`${id}-writes`} kind="writes" />
                <Arrow id={`${id}-reads`} kind="reads" />
            </defs>
            {lines.map((line) => (
                <UseLine id={id} use={line.use} path={pathOf(line, widths)} />
            ))}
            {/* After all lines, so that none crosses a word. */}
            {lines.map(({ use, startY }) => (
                <text class={`use ${accessOf(use)}`} x={columns.containers + widths.box + 12} y={startY + 4}>
                    {accessOf(use)}
                </text>
            ))}
            {boxesOf(host.containers, columns.containers).map(({ of, ...box }) => (
                <g class="container">
                    <rect {...box} rx="6" />
                    <Label {...box} name={of.name} detail={of.dockerName} />
                </g>
            ))}
            {boxesOf(host.storages, columns.storages).map(({ of, ...box }) => (
                <StorageBox storage={of} {...box} />
            ))}
        </>
    );
}

function Arrow({ id, kind }: { id: string; kind: string }): VNode {
    return (
        <marker
            id={id}
            viewBox="0 0 10 10"
            refX="9"
            refY="5"
            markerWidth="9"
            markerHeight="9"
            markerUnits="userSpaceOnUse"
            orient="auto-start-reverse"
        >
            <path class={`arrow ${kind}`} d="M0,0 L10,5 L0,10 z" />
        </marker>
    );
}

/** Data flows along the arrow: to what is written, and to who reads. */
function UseLine({ id, use, path }: { id: string; use: Use; path: string }): VNode {
    const arrow = { [use.writes ? "marker-end" : "marker-start"]: `url(#${id}-${accessOf(use)})` };
    return <path class={`use ${accessOf(use)}`} d={path} {...arrow} />;
}

interface BoxProps {
    x: number;
    y: number;
    width: number;
    height: number;
}

function Label({ x, y, width, height, name, detail }: BoxProps & { name: string; detail: string }): VNode {
    const middle = y + height / 2;
    const fits = (character: number): number => Math.floor((width - 2 * PADDING) / character);
    return (
        <>
            <title>{`${name} (${detail})`}</title>
            <text class="name" x={x + PADDING} y={middle - 2}>
                {shortened(name, fits(NAME_CHARACTER))}
            </text>
            <text class="detail" x={x + PADDING} y={middle + 14}>
                {shortened(detail, fits(DETAIL_CHARACTER))}
            </text>
        </>
    );
}

function StorageBox({ storage, ...box }: BoxProps & { storage: Storage }): VNode {
    const { kind, name, remote, source } = storage;
    const isFolder = kind === StorageKind.Folder;
    const place = remote ?? source;
    return (
        <g class={isFolder ? "folder" : "volume"}>
            {isFolder ? <FolderShape {...box} /> : <DrumShape {...box} />}
            <Label {...box} y={box.y + LID} name={name} detail={place === undefined || place === name ? kind : place} />
        </g>
    );
}

/** A drum, the usual sign for storage. */
function DrumShape({ x, y, width, height }: BoxProps): VNode {
    const [top, bottom, half] = [y + LID, y + height - LID, width / 2];
    return (
        <>
            <path
                d={`M${x},${top} V${bottom} a${half},${LID} 0 0 0 ${width},0 V${top} a${half},${LID} 0 0 0 ${-width},0 z`}
            />
            <path class="lid" d={`M${x},${top} a${half},${LID} 0 0 0 ${width},0`} />
        </>
    );
}

/** A folder with its tab. */
function FolderShape({ x, y, width, height }: BoxProps): VNode {
    const tab = Math.min(40, width / 3);
    return <path d={`M${x},${y} h${tab} l${LID},${LID} H${x + width} V${y + height} H${x} z`} />;
}
