package dk.maaltal.snapshot.explanation;

import java.util.List;

/**
 * One measure of one version, explained for whoever must defend it. Disclosure has been applied to all of it.
 *
 * @param head what holds for the measure as a whole
 * @param components each by itself, in the plan's order
 * @param foot what all of it rests on
 */
public record Explanation(List<Section> head, List<OfComponent> components, List<Section> foot) {
    public Explanation {
        head = List.copyOf(head);
        components = List.copyOf(components);
        foot = List.copyOf(foot);
    }

    /** @param name {@code value}, {@code share} */
    public record OfComponent(String name, List<Section> sections) {
        public OfComponent {
            sections = List.copyOf(sections);
        }
    }
}
