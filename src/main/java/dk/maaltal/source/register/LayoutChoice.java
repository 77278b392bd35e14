package dk.maaltal.source.register;

import dk.maaltal.register.Register;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the layout of a file among a register's: one fits when every header it needs is there; of several that fit, the
 * one that knows most headers.
 *
 * @param <T> a way to understand the file: an encoding and delimiter, or a sheet
 */
final class LayoutChoice<T> {
    private static final int MOST_SHOWN = 40;
    private static final Comparator<Found<?>> NEARER = Comparator.<Found<?>>comparingInt(f -> f.fit.known())
            .thenComparing(f -> -f.fit.missing().size())
            .thenComparing(f -> f.fit.header().filled());

    private final Register register;
    private final List<Found<T>> fitting = new ArrayList<>();
    private @Nullable Found<T> nearest;

    LayoutChoice(Register register) {
        this.register = register;
    }

    record Found<T>(T way, Header.Fit fit) {}

    /**
     * Tries one way to understand the file.
     *
     * @param layouts that allow this way
     * @param rows its first rows; the first that any layout fits is the header
     */
    void attempt(T way, List<Layout> layouts, List<Header> rows) {
        for (Header row : rows) {
            boolean any = false;
            for (Layout layout : layouts) {
                Found<T> found = new Found<>(way, row.fit(layout));
                if (found.fit.fits()) {
                    fitting.add(found);
                    any = true;
                } else if (nearest == null || NEARER.compare(found, nearest) > 0) {
                    nearest = found;
                }
            }
            if (any) {
                return;
            }
        }
    }

    /** @throws Refused when no layout fits, two fit alike, or a column stands twice */
    Found<T> best() throws Refused {
        if (fitting.isEmpty()) {
            throw noneFits();
        }
        int most = fitting.stream().mapToInt(f -> f.fit.known()).max().orElse(0);
        List<Found<T>> best =
                fitting.stream().filter(f -> f.fit.known() == most).toList();
        Found<T> first = best.get(0);
        List<String> names =
                best.stream().map(f -> f.fit.layout().name()).distinct().toList();
        if (names.size() > 1) {
            throw new Refused(
                    "the layouts %s fit alike".formatted(String.join(" and ", names)),
                    "one layout that knows most of the columns " + columns(first.fit.header()),
                    "remove one of the layouts, or tell them apart by a header");
        }
        if (first.fit.twice() != null) {
            throw new Refused(
                    "the column '%s' stands twice".formatted(Words.shown(first.fit.twice())),
                    "each column once",
                    "remove one of them from the extract");
        }
        return first;
    }

    /** What to tell of a file that no layout fits; the header that came nearest. */
    @Nullable
    Header nearest() {
        return nearest == null ? null : nearest.fit.header();
    }

    private Refused noneFits() {
        if (nearest == null) {
            return new Refused("the file has no rows", "a header and rows", "ask for the extract again");
        }
        Header.Fit near = nearest.fit;
        if (near.known() == 0) {
            return new Refused(
                    "no layout of %s fits: none of the first rows has a header that one knows; there is %s"
                            .formatted(register.text(), columns(near.header())),
                    "the columns of a declared layout",
                    "write a layout for this file in config/registers");
        }
        return new Refused(
                "no layout of %s fits; line %d has %s"
                        .formatted(register.text(), near.header().line(), columns(near.header())),
                "for the nearest layout, %s, also %s"
                        .formatted(near.layout().name(), String.join(", ", near.missing())),
                "add the columns to the extract, or write a layout for this file in config/registers");
    }

    static String columns(Header header) {
        return shown(header.names());
    }

    static String shown(List<String> names) {
        List<String> filled = names.stream().filter(name -> !name.isBlank()).toList();
        String some = filled.stream().limit(MOST_SHOWN).map(Words::shown).collect(Collectors.joining(", "));
        return filled.size() <= MOST_SHOWN ? some : some + " and %d more".formatted(filled.size() - MOST_SHOWN);
    }
}
