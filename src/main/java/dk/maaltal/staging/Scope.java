package dk.maaltal.staging;

import dk.maaltal.series.Frequency;
import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.source.jobindsats.MeasureColumn;
import dk.maaltal.source.jobindsats.TableMetadata;
import java.util.BitSet;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a reading speaks of: the measures of its metadata, with the members asked for. What is known inside it and not
 * in the reading is gone from the source; what is outside (a measure or member that vanished) stays as last known.
 */
final class Scope {
    private final Map<Frequency, BitSet> figures = new EnumMap<>(Frequency.class);

    Scope(TableMetadata metadata, List<DataRequest> requests, Collection<FigureBook.Figure> known) {
        Set<String> measures =
                metadata.measures().stream().map(MeasureColumn::key).collect(Collectors.toSet());
        for (FigureBook.Figure figure : known) {
            if (!measures.contains(figure.measureKey())) {
                continue;
            }
            SortedMap<String, String> members = figure.members();
            for (DataRequest request : requests) {
                if (asks(request, members)) {
                    figures.computeIfAbsent(request.frequency(), f -> new BitSet())
                            .set(figure.no());
                }
            }
        }
    }

    boolean covers(Frequency frequency, int figureNo) {
        BitSet covered = figures.get(frequency);
        return covered != null && covered.get(figureNo);
    }

    /** Whether the request asks for these members, and for no other dimension. */
    static boolean asks(DataRequest request, SortedMap<String, String> members) {
        if (request.members().size() != members.size()) {
            return false;
        }
        return members.entrySet().stream()
                .allMatch(member -> request.members().entrySet().stream()
                        .filter(e -> e.getKey().equalsIgnoreCase(member.getKey()))
                        .anyMatch(e -> e.getValue().contains(member.getValue())
                                || e.getValue().contains(DataRequest.ALL)));
    }
}
