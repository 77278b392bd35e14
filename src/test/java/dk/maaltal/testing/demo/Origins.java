package dk.maaltal.testing.demo;

import dk.maaltal.source.jobindsats.DataRequest;
import dk.maaltal.testing.DemoWorld;
import dk.maaltal.testing.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Cuts a request so that real and generated figures come in answers of their own, and says which is which. */
final class Origins {
    static final String SYNTHETIC = "synthetic: seed " + DemoWorld.SEED;
    static final String REAL = "real: Jobindsats, STAR, hentet 2026-08-22";
    static final String MIXED = "mixed: shares after 3, 6 and 12 months real (Jobindsats, STAR, hentet 2026-08-22),"
            + " counts synthetic (seed " + DemoWorld.SEED + ") and fitted to them";
    private static final String CATEGORY = "_viskat_1int";
    private static final String STATUS = "_amstatusb15";

    record Piece(DataRequest request, String origin) {}

    private final World world;

    Origins(World world) {
        this.world = world;
    }

    /** @param real whether the real figures had been published */
    List<Piece> pieces(DataRequest request, boolean real) {
        if (real && request.tableId().equals("y60a02") && request.members().containsKey(CATEGORY)) {
            return cash(request);
        }
        if (real && request.tableId().equals("y60b15") && request.periods().contains("2025Q01")) {
            return statuses(request);
        }
        return List.of(new Piece(request, SYNTHETIC));
    }

    private List<Piece> cash(DataRequest request) {
        List<String> known = ids(request, "Hele landet", "Norddjurs");
        List<String> others = except(areas(request), known);
        List<String> total = List.of("/");
        List<String> categories = except(request.members().getOrDefault(CATEGORY, List.of()), total);
        List<String> newest =
                request.periods().stream().filter("2026M07"::equals).toList();
        List<Piece> pieces = new ArrayList<>();
        add(pieces, request, request.periods(), known, CATEGORY, total, REAL);
        add(pieces, request, newest, known, CATEGORY, categories, REAL);
        add(pieces, request, except(request.periods(), newest), known, CATEGORY, categories, SYNTHETIC);
        add(
                pieces,
                request,
                request.periods(),
                others,
                CATEGORY,
                request.members().getOrDefault(CATEGORY, List.of()),
                SYNTHETIC);
        return pieces;
    }

    private List<Piece> statuses(DataRequest request) {
        List<String> asked = request.members().getOrDefault(STATUS, List.of());
        List<String> served = world.table("y60b15").dimension(STATUS).members().stream()
                .filter(m -> List.of("Lønmodtagerbeskæftigelse", "Uddannelse").contains(m.label()))
                .map(m -> m.id())
                .filter(asked::contains)
                .toList();
        List<String> quarter = List.of("2025Q01");
        List<String> own = ids(request, "Norddjurs");
        List<Piece> pieces = new ArrayList<>();
        add(pieces, request, quarter, own, STATUS, served, MIXED);
        add(pieces, request, quarter, own, STATUS, except(asked, served), SYNTHETIC);
        add(pieces, request, quarter, except(areas(request), own), STATUS, asked, SYNTHETIC);
        add(pieces, request, except(request.periods(), quarter), request.areas(), STATUS, asked, SYNTHETIC);
        return pieces;
    }

    private static void add(
            List<Piece> pieces,
            DataRequest of,
            List<String> periods,
            List<String> areas,
            String hierarchy,
            List<String> members,
            String origin) {
        if (!periods.isEmpty() && !areas.isEmpty() && !members.isEmpty()) {
            TreeMap<String, List<String>> all = new TreeMap<>(of.members());
            all.put(hierarchy, members);
            pieces.add(new Piece(
                    new DataRequest(of.tableId(), of.frequency(), periods, of.areaHierarchy(), areas, all), origin));
        }
    }

    private List<String> ids(DataRequest request, String... labels) {
        Map<String, String> ids = world.areaIds(request.tableId(), request.areaHierarchy());
        return List.of(labels).stream()
                .map(label -> ids.getOrDefault(label, ""))
                .filter(areas(request)::contains)
                .toList();
    }

    private List<String> areas(DataRequest request) {
        return request.areas().equals(List.of(DataRequest.ALL))
                ? List.copyOf(world.areaIds(request.tableId(), request.areaHierarchy())
                        .values())
                : request.areas();
    }

    private static List<String> except(List<String> all, List<String> some) {
        return all.stream().filter(v -> !some.contains(v)).toList();
    }
}
