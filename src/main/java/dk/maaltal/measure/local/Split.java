package dk.maaltal.measure.local;

import dk.maaltal.measure.local.Breakdown.Cell;
import dk.maaltal.measure.local.Breakdown.Place;
import java.util.ArrayList;
import java.util.List;

/** Counts the parts of one rule's count; only made where somebody wants to see them. */
final class Split {
    /** A part before it is counted. */
    record Part(String key, Place place) {}

    private final List<Part> parts;
    private final long[][] counts;

    Split(List<Part> parts, int slots) {
        this.parts = List.copyOf(parts);
        this.counts = new long[slots][parts.size()];
    }

    void count(int slot, int part) {
        counts[slot][part]++;
    }

    void add(Split other) {
        for (int slot = 0; slot < counts.length; slot++) {
            for (int part = 0; part < counts[slot].length; part++) {
                counts[slot][part] += other.counts[slot][part];
            }
        }
    }

    Breakdown of(int slot) {
        List<Cell> cells = new ArrayList<>();
        for (int part = 0; part < parts.size(); part++) {
            Part named = parts.get(part);
            cells.add(new Cell(named.key(), named.place(), counts[slot][part]));
        }
        return new Breakdown(cells);
    }
}
