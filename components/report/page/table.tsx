import { ComponentChildren, VNode } from "preact";

interface TableProps {
    caption: string;
    columns: string[];
    /** The first cell of a row says what the row is about. */
    rows: ComponentChildren[][];
}

/** A table that scrolls in a box of its own where the screen is narrow. */
export function Table({ caption, columns, rows }: TableProps): VNode {
    return (
        <div class="scroll" role="region" aria-label={caption} tabIndex={0}>
            <table>
                <caption>{caption}</caption>
                <thead>
                    <tr>
                        {columns.map((column) => (
                            <th scope="col">{column}</th>
                        ))}
                    </tr>
                </thead>
                <tbody>
                    {rows.map(([first, ...others]) => (
                        <tr>
                            <th scope="row">{first}</th>
                            {others.map((cell) => (
                                <td>{cell}</td>
                            ))}
                        </tr>
                    ))}
                </tbody>
            </table>
        </div>
    );
}

/** The same figures as a picture has, for those who would rather read them. */
export function FiguresTable(props: TableProps): VNode {
    return (
        <details>
            <summary>{props.caption} as a table</summary>
            <Table {...props} />
        </details>
    );
}
