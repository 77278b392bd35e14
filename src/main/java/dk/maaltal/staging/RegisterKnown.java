package dk.maaltal.staging;

import dk.maaltal.register.Register;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The generation of a register that was the newest at an as-of: by extract date, and of two with one date the one that
 * was taken last.
 *
 * @param register which
 * @param extractDate the day it shows the register as of; nothing after it is known
 * @param firstDay the first day it reaches back to: what the layout declares, else the earliest day in it; null when it
 *     has no row
 * @param declaredFrom the first day as the layout declares it, or null
 * @param files the files it rests on, newest last: one, or with deltas several
 * @param codes for each code and word column its labels, by the place that stands in the rows
 */
public record RegisterKnown(
        Register register,
        LocalDate extractDate,
        @Nullable LocalDate firstDay,
        @Nullable LocalDate declaredFrom,
        List<File> files,
        Map<String, List<String>> codes) {
    public RegisterKnown {
        files = List.copyOf(files);
        codes = Map.copyOf(codes);
    }

    /** @param sha256 of the file as it was dropped; @param knownFrom when it was taken */
    public record File(String sha256, Instant knownFrom) {}

    /** What it is told by. */
    public Extract extract() {
        return new Extract(
                register.text(), extractDate, files.get(files.size() - 1).sha256());
    }

    /** The place that stands in the rows for a label of a column; -1 when no row has it. */
    public int place(String column, String label) {
        return codes.getOrDefault(column, List.of()).indexOf(label);
    }
}
