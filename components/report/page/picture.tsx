import { ComponentChildren, VNode } from "preact";

interface PictureProps {
    /** Unique on the page. */
    id: string;
    /** What the picture is called. */
    title: string;
    /** What it shows, in words. */
    description: string;
    width: number;
    height: number;
    class?: string;
    /** Whether it fills its box in both directions, out of proportion. */
    stretched?: boolean;
    children: ComponentChildren;
}

/** An SVG with a name and a description for those who cannot see it. */
export function Picture({ id, title, description, width, height, stretched, children, ...rest }: PictureProps): VNode {
    return (
        <svg
            class={rest.class}
            role="img"
            aria-labelledby={`${id}-title`}
            aria-describedby={`${id}-description`}
            viewBox={`0 0 ${width} ${height}`}
            preserveAspectRatio={stretched ? "none" : undefined}
            style={stretched ? undefined : `max-width: ${width}px`}
        >
            <title id={`${id}-title`}>{title}</title>
            <desc id={`${id}-description`}>{description}</desc>
            {children}
        </svg>
    );
}
