package dk.maaltal.source.jobindsats;

import dk.maaltal.series.Labels;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tells which member a label in a column of one hierarchy means. */
final class MemberColumn {
    /** A member with a small number of its own, and whether it was asked for. */
    record Entry(Member member, int number, boolean asked) {}

    private final Hierarchy hierarchy;
    private final Map<String, Entry> byLabel = new HashMap<>();
    private final CharIndex<Entry> seen = new CharIndex<>();
    private final List<String> notes = new ArrayList<>();

    /** @param asked value ids, or {@code ["*"]}; where two values bear one label, those asked for go first */
    MemberColumn(Hierarchy hierarchy, List<String> asked) {
        this.hierarchy = hierarchy;
        boolean all = asked.contains(DataRequest.ALL);
        Set<String> ids = new HashSet<>(asked);
        for (boolean pass : new boolean[] {true, false}) {
            for (Member member : hierarchy.values()) {
                if ((all || ids.contains(member.valueId())) == pass) {
                    byLabel.putIfAbsent(Labels.normal(member.label()), new Entry(member, byLabel.size(), pass));
                }
            }
        }
    }

    Hierarchy hierarchy() {
        return hierarchy;
    }

    /** The member of the label in the buffer, or null when the hierarchy has none such. */
    @Nullable
    Entry find(char[] text, int offset, int length) {
        Entry known = seen.find(text, offset, length);
        if (known != null) {
            return known;
        }
        String label = new String(text, offset, length);
        Entry entry = byLabel.get(Labels.normal(label));
        if (entry != null) {
            if (!entry.member().label().equals(label)) {
                notes.add("hierarchy %s: '%s' is written '%s' in the metadata"
                        .formatted(hierarchy.id(), label, entry.member().label()));
            }
            seen.put(text, offset, length, entry);
        }
        return entry;
    }

    int size() {
        return byLabel.size();
    }

    /** Labels that changed by spaces or case. */
    List<String> notes() {
        return notes;
    }
}
