package dk.maaltal.job;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What makes a run the run it is: job + period + as-of. The same request resumes where it stopped; {@code attempt}
 * counts the times a finished one was asked for again by hand at the same instant.
 *
 * @param job {@code nightly}, {@code snapshot}
 * @param period the only period to publish, or null for all that are due
 * @param asOf the scheduled instant, or the one given
 * @param givenAsOf whether a person gave it: then nothing later is used, else all that the run itself learns is
 * @param attempt from 1
 * @param requestedBy {@code schedule} or {@code operator}; not part of the identity
 * @param span what a backfill fills, or null for every other job; it is part of the identity and the as-of is not, so that
 *     whoever asks for the same goes on with it
 */
public record JobRequest(
        String job,
        @Nullable ReferencePeriod period,
        Instant asOf,
        boolean givenAsOf,
        int attempt,
        String requestedBy,
        @Nullable BackfillSpan span) {
    private static final String AS_OF = "as-of-";
    private static final String BACKFILL = "backfill";

    /** A first attempt. */
    public static JobRequest of(String job, @Nullable ReferencePeriod period, Instant asOf, String requestedBy) {
        return new JobRequest(job, period, asOf, false, 1, requestedBy, null);
    }

    /** A first attempt to fill a span. */
    public static JobRequest backfill(BackfillSpan span, Instant now) {
        return new JobRequest(BACKFILL, null, now, false, 1, "operator", span);
    }

    /** The same request, for nothing later than its as-of. */
    public JobRequest knowingOnlyThen() {
        return new JobRequest(job, period, asOf, true, attempt, requestedBy, span);
    }

    JobRequest nextAttempt() {
        return new JobRequest(job, period, asOf, givenAsOf, attempt + 1, requestedBy, span);
    }

    /** {@code nightly/2026-11-23T01:30:00Z/1}, {@code snapshot/2024H1/2026-11-23T08:00:00Z/1}, {@code backfill/2021-2024/1}. */
    public String runId() {
        if (span != null) {
            return "%s/%s/%d".formatted(job, span.id(), attempt);
        }
        return job + (period == null ? "" : "/" + period.id()) + "/" + (givenAsOf ? AS_OF : "") + asOf + "/" + attempt;
    }

    /** The request of a run that stands in the ledger. */
    static JobRequest ofRunId(String runId, String requestedBy) {
        String[] parts = runId.split("/", -1);
        if (parts[0].equals(BACKFILL)) {
            String span = String.join("/", List.of(parts).subList(1, parts.length - 1));
            int attempt = Integer.parseInt(parts[parts.length - 1]);
            // Its as-of is no part of it: what it settled on stands with the run's own context.
            return new JobRequest(BACKFILL, null, Instant.EPOCH, false, attempt, requestedBy, BackfillSpan.parse(span));
        }
        boolean ofPeriod = parts.length == 4;
        String at = parts[parts.length - 2];
        boolean given = at.startsWith(AS_OF);
        return new JobRequest(
                parts[0],
                ofPeriod ? ReferencePeriod.parse(parts[1]) : null,
                Instant.parse(given ? at.substring(AS_OF.length()) : at),
                given,
                Integer.parseInt(parts[parts.length - 1]),
                requestedBy,
                null);
    }

    JobParameters toJobParameters() {
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addString("asOf", asOf.toString(), span == null)
                .addString("givenAsOf", Boolean.toString(givenAsOf))
                .addLong("attempt", (long) attempt)
                .addString("requestedBy", requestedBy, false);
        if (period != null) {
            parameters.addString("period", period.id());
        }
        if (span != null) {
            parameters.addString("span", span.id());
        }
        return parameters.toJobParameters();
    }

    static JobRequest from(String job, JobParameters parameters) {
        String period = parameters.getString("period");
        String span = parameters.getString("span");
        return new JobRequest(
                job,
                period == null ? null : ReferencePeriod.parse(period),
                Instant.parse(text(parameters, "asOf")),
                Boolean.parseBoolean(text(parameters, "givenAsOf")),
                Objects.requireNonNull(parameters.getLong("attempt")).intValue(),
                text(parameters, "requestedBy"),
                span == null ? null : BackfillSpan.parse(span));
    }

    private static String text(JobParameters parameters, String key) {
        return Objects.requireNonNull(parameters.getString(key), key);
    }
}
