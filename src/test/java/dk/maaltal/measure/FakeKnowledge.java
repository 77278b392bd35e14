package dk.maaltal.measure;

import dk.maaltal.problem.Problem;
import dk.maaltal.series.Observation;
import dk.maaltal.series.ObservationState;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.series.SeriesSelector;
import dk.maaltal.series.TableSelector;
import dk.maaltal.series.Vintage;
import dk.maaltal.staging.Hindsight;
import dk.maaltal.staging.Knowledge;
import dk.maaltal.staging.Known;
import dk.maaltal.staging.RegistersKnown;
import dk.maaltal.staging.SeriesKnown;
import dk.maaltal.staging.SeriesKnown.Lag;
import dk.maaltal.staging.SeriesKnown.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What was known, from readable lines; a later vintage is told with {@link #tell}. */
public final class FakeKnowledge implements Knowledge {
    private final TreeMap<Instant, Tables> vintages = new TreeMap<>();
    private final TreeMap<Instant, RegistersKnown> registers = new TreeMap<>(Map.of(Instant.MIN, RegistersKnown.NONE));

    /** Knows these tables from the beginning of time on. */
    public static FakeKnowledge of(String lines) {
        FakeKnowledge knowledge = new FakeKnowledge();
        knowledge.tell(Instant.parse("2020-01-01T00:00:00Z"), lines);
        return knowledge;
    }

    /** From {@code from} on, everything is as these lines say: {@code path area period value|hidden|unripe|row}. */
    public Tables tell(Instant from, String lines) {
        Tables tables = new Tables(from, lines);
        vintages.put(from, tables);
        return tables;
    }

    /** The newest tables, to say more of them. */
    public Tables tables() {
        return vintages.lastEntry().getValue();
    }

    @Override
    public Known at(Instant asOf) {
        return at(asOf, asOf);
    }

    @Override
    public Known at(Instant asOf, Instant takenBy) {
        return new View(
                asOf,
                takenBy,
                vintages.floorEntry(asOf).getValue(),
                registers.floorEntry(asOf).getValue());
    }

    @Override
    public Hindsight hindsight(String areaCode, Instant takenBy) {
        return new Hindsight() {
            @Override
            public Optional<Instant> tablesFrom() {
                return vintages.isEmpty() ? Optional.empty() : Optional.of(vintages.firstKey());
            }

            @Override
            public Optional<LocalDate> registersFrom() {
                return tablesFrom().map(from -> LocalDate.ofInstant(from, ZoneOffset.UTC));
            }

            @Override
            public Known at(Instant instant) {
                return FakeKnowledge.this.at(instant, takenBy);
            }
        };
    }

    /** Knows these registers, at any time. */
    public FakeKnowledge registers(RegistersKnown known) {
        return registers(Instant.MIN, known);
    }

    /** Knows these registers from an instant on. */
    public FakeKnowledge registers(Instant from, RegistersKnown known) {
        registers.put(from, known);
        return this;
    }

    /** One vintage of all tables. */
    public static final class Tables {
        private final Map<String, Map<String, Map<ReferencePeriod, Observation>>> series = new HashMap<>();
        private final Map<String, Set<String>> areas = new HashMap<>();
        private final Map<String, Set<ReferencePeriod>> periods = new HashMap<>();
        private final Map<String, LocalDate> updatedOn = new HashMap<>();
        private final Map<String, LocalDate> updateNext = new HashMap<>();
        private final Map<String, Set<Lag>> lags = new HashMap<>();
        private final Set<String> neverHeld = new HashSet<>();
        private final Set<String> notOffered = new HashSet<>();
        private final Instant from;

        private Tables(Instant from, String lines) {
            this.from = from;
            lines.lines().map(String::strip).filter(l -> !l.isEmpty()).forEach(this::add);
        }

        private void add(String line) {
            String[] word = line.split("\\s+");
            String table = word[0].split("/")[0];
            ReferencePeriod period = ReferencePeriod.parse(word[2]);
            areas.computeIfAbsent(table, t -> new HashSet<>()).add(word[1]);
            periods.computeIfAbsent(table, t -> new HashSet<>()).add(period);
            Map<ReferencePeriod, Observation> byPeriod = series.computeIfAbsent(word[0], s -> new HashMap<>())
                    .computeIfAbsent(word[1], a -> new HashMap<>());
            // "row": the table has the period and the area, but not this row.
            if (!word[3].equals("row")) {
                byPeriod.put(period, observation(table, word[1], period, word[3]));
            }
        }

        private Observation observation(String table, String area, ReferencePeriod period, String said) {
            ObservationState state = switch (said) {
                case "hidden" -> ObservationState.SUPPRESSED;
                case "unripe" -> ObservationState.IMMATURE;
                default -> ObservationState.OK;
            };
            BigDecimal value = state == ObservationState.OK ? new BigDecimal(said) : null;
            return new Observation(area, period, value, state, "sha-of-" + table, new Vintage(from, null));
        }

        public Tables updated(String table, @Nullable String on, @Nullable String next) {
            if (on != null) {
                updatedOn.put(table, LocalDate.parse(on));
            }
            if (next != null) {
                updateNext.put(table, LocalDate.parse(next));
            }
            return this;
        }

        /** A newer update of the table was not taken. */
        public Tables behind(String table) {
            return lags(table, Lag.NOT_TAKEN);
        }

        /** The table is no longer in the catalogue. */
        public Tables unlisted(String table) {
            return lags(table, Lag.UNLISTED);
        }

        /** The table's newest reading has no such series, {@code table/measure/member}; its lines are an older one's. */
        public Tables vanished(String path) {
            return lags(path, Lag.VANISHED);
        }

        private Tables lags(String what, Lag lag) {
            lags.computeIfAbsent(what, w -> EnumSet.noneOf(Lag.class)).add(lag);
            return this;
        }

        public Tables neverHeld(String table) {
            neverHeld.add(table);
            return this;
        }

        public Tables notOffered(String table) {
            notOffered.add(table);
            return this;
        }

        /** What is in the table's newest reading no more has an older reading's periods. */
        private Set<ReferencePeriod> periodsOf(String table, String path) {
            return lags.getOrDefault(path, Set.of()).contains(Lag.VANISHED)
                    ? series.getOrDefault(path, Map.of()).values().stream()
                            .flatMap(byPeriod -> byPeriod.keySet().stream())
                            .collect(Collectors.toSet())
                    : periods.getOrDefault(table, Set.of());
        }

        private SeriesKnown known(SeriesSelector selector) {
            String table = selector.table().ref();
            String path = selector.members().stream()
                    .map(m -> "/" + m.label())
                    .collect(Collectors.joining(
                            "", table + "/" + selector.measure().labels().get(0), ""));
            Map<String, Map<ReferencePeriod, Observation>> observations = series.getOrDefault(path, Map.of());
            Standing standing = neverHeld.contains(table)
                    ? Standing.NEVER_HELD
                    : observations.isEmpty() ? Standing.UNRESOLVED : Standing.HELD;
            Problem problem = standing == Standing.UNRESOLVED
                    ? Problem.upstream("table " + table, path + " was not found", "", "")
                    : null;
            return new SeriesKnown(
                    standing,
                    problem,
                    standing == Standing.HELD ? table : null,
                    standing == Standing.HELD ? path : null,
                    Stream.of(table, path)
                            .flatMap(what -> lags.getOrDefault(what, Set.of()).stream())
                            .collect(Collectors.toSet()),
                    updatedOn.get(table),
                    updateNext.get(table),
                    periodsOf(table, path).stream()
                            .filter(p -> p.frequency() == selector.frequency())
                            .collect(Collectors.toSet()),
                    areas.getOrDefault(table, Set.of()),
                    observations);
        }
    }

    private record View(Instant asOf, Instant takenBy, Tables tables, RegistersKnown registers) implements Known {
        @Override
        public long journalLines() {
            return 0;
        }

        @Override
        public boolean offers(TableSelector table) {
            return !tables.notOffered.contains(table.ref());
        }

        @Override
        public SeriesKnown series(SeriesSelector selector) {
            return tables.known(selector);
        }
    }

    /** One line for each area. */
    public static String lines(String path, String period, List<String> areas, String value) {
        return areas.stream()
                .map(area -> "%s %s %s %s".formatted(path, area, period, value))
                .collect(Collectors.joining("\n"));
    }
}
