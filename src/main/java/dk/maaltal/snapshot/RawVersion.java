package dk.maaltal.snapshot;

import dk.maaltal.series.ReferencePeriod;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A version's own row as it stands in the database, whatever it says. */
record RawVersion(List<@Nullable Object> values) {
    /** The contract's names, in its order, without {@code is_latest}. */
    static final List<String> COLUMNS = List.of(
            "snapshot_id",
            "plan_id",
            "period",
            "period_type",
            "period_start",
            "period_end",
            "version",
            "as_of",
            "published_at",
            "change_kind",
            "change_note",
            "backfilled",
            "row_count",
            "content_sha256",
            "previous_sha256",
            "run_id");

    RawVersion {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    static RawVersion read(ResultSet rs, int rowNumber) throws SQLException {
        List<@Nullable Object> values = new ArrayList<>();
        for (String column : COLUMNS) {
            switch (column) {
                case "period_start", "period_end" -> values.add(rs.getObject(column, LocalDate.class));
                case "as_of", "published_at" ->
                    values.add(rs.getObject(column, OffsetDateTime.class).toInstant());
                case "version", "row_count" -> values.add(rs.getLong(column));
                case "backfilled" -> values.add(rs.getBoolean(column));
                default -> values.add(rs.getString(column));
            }
        }
        return new RawVersion(values);
    }

    @Nullable
    Object value(String column) {
        return values.get(COLUMNS.indexOf(column));
    }

    String text(String column) {
        return String.valueOf(value(column));
    }

    /** The columns that are not what the seal says they were. */
    List<String> changed(Seal seal) {
        String digests = Seal.columnDigests(values);
        List<String> changed = new ArrayList<>();
        for (int i = 0; i < COLUMNS.size(); i++) {
            int from = i * Seal.DIGITS;
            if (!digests.regionMatches(from, seal.columnDigests(), from, Seal.DIGITS)) {
                changed.add(COLUMNS.get(i));
            }
        }
        return changed;
    }

    /** The columns that do not go together; all that can be said of a version without a seal. */
    List<String> contradicting() {
        List<String> contradicting = new ArrayList<>();
        if (!text("snapshot_id").equals("%s/%s/%s".formatted(text("plan_id"), text("period"), text("version")))) {
            contradicting.add("snapshot_id, plan_id, period or version");
        }
        try {
            ReferencePeriod period = ReferencePeriod.parse(text("period"));
            if (!text("period_type").equals(period.frequency().name())) {
                contradicting.add("period_type");
            }
            if (!Objects.equals(value("period_start"), period.firstDay())) {
                contradicting.add("period_start");
            }
            if (!Objects.equals(value("period_end"), period.lastDay())) {
                contradicting.add("period_end");
            }
        } catch (IllegalArgumentException e) {
            contradicting.add("period");
        }
        return contradicting;
    }
}
