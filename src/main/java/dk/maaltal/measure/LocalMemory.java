package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;
import dk.maaltal.plan.Plan;
import dk.maaltal.series.ReferencePeriod;
import dk.maaltal.staging.RegisterKnown;
import dk.maaltal.staging.RegistersKnown;
import java.time.YearMonth;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Local figures as they once stood, by everything they are computed from, so that a process that evaluates often folds
 * old generations once. Used by any thread.
 */
final class LocalMemory {
    private static final int MOST = 50_000;

    private final Map<Key, Optional<Ratio>> values = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Key, Optional<Ratio>> eldest) {
            return size() > MOST;
        }
    };

    /**
     * What a figure is a function of.
     *
     * @param month when it was shown: what CVR said by then is told by nothing else
     * @param files the digests of the files of every register its measure reads
     */
    record Key(
            String municipality,
            String definitionSha256,
            String component,
            ReferencePeriod period,
            YearMonth month,
            List<String> files) {}

    static Key key(Plan plan, Measure measure, Evidence.Shown shown, RegistersKnown registers) {
        List<String> files = measure.components().stream()
                .map(Component::local)
                .filter(Objects::nonNull)
                .flatMap(basis -> basis.registers().stream())
                .distinct()
                .sorted()
                .flatMap(register -> Stream.concat(
                        Stream.of(register.text()),
                        registers.of(register).stream()
                                .flatMap(known -> known.files().stream())
                                .map(RegisterKnown.File::sha256)))
                .toList();
        return new Key(
                plan.area().code(),
                measure.definitionSha256(),
                shown.component(),
                shown.period(),
                shown.month(),
                files);
    }

    /** The figure, which may be none; empty when it is not remembered. */
    synchronized Optional<Optional<Ratio>> get(Key key) {
        return Optional.ofNullable(values.get(key));
    }

    synchronized void put(Key key, Optional<Ratio> value) {
        values.put(key, value);
    }
}
