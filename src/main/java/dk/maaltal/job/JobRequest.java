package dk.maaltal.job;

import dk.maaltal.series.ReferencePeriod;
import java.time.Instant;
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
 */
public record JobRequest(
        String job,
        @Nullable ReferencePeriod period,
        Instant asOf,
        boolean givenAsOf,
        int attempt,
        String requestedBy) {
    private static final String AS_OF = "as-of-";

    /** A first attempt. */
    public static JobRequest of(String job, @Nullable ReferencePeriod period, Instant asOf, String requestedBy) {
        return new JobRequest(job, period, asOf, false, 1, requestedBy);
    }

    /** The same request, for nothing later than its as-of. */
    public JobRequest knowingOnlyThen() {
        return new JobRequest(job, period, asOf, true, attempt, requestedBy);
    }

    JobRequest nextAttempt() {
        return new JobRequest(job, period, asOf, givenAsOf, attempt + 1, requestedBy);
    }

    /** {@code nightly/2026-11-23T01:30:00Z/1}, {@code snapshot/2024H1/2026-11-23T08:00:00Z/1}. */
    public String runId() {
        return job + (period == null ? "" : "/" + period.id()) + "/" + (givenAsOf ? AS_OF : "") + asOf + "/" + attempt;
    }

    /** The request of a run that stands in the ledger. */
    static JobRequest ofRunId(String runId, String requestedBy) {
        String[] parts = runId.split("/", -1);
        boolean ofPeriod = parts.length == 4;
        String at = parts[parts.length - 2];
        boolean given = at.startsWith(AS_OF);
        return new JobRequest(
                parts[0],
                ofPeriod ? ReferencePeriod.parse(parts[1]) : null,
                Instant.parse(given ? at.substring(AS_OF.length()) : at),
                given,
                Integer.parseInt(parts[parts.length - 1]),
                requestedBy);
    }

    JobParameters toJobParameters() {
        JobParametersBuilder parameters = new JobParametersBuilder()
                .addString("asOf", asOf.toString())
                .addString("givenAsOf", Boolean.toString(givenAsOf))
                .addLong("attempt", (long) attempt)
                .addString("requestedBy", requestedBy, false);
        if (period != null) {
            parameters.addString("period", period.id());
        }
        return parameters.toJobParameters();
    }

    static JobRequest from(String job, JobParameters parameters) {
        String period = parameters.getString("period");
        return new JobRequest(
                job,
                period == null ? null : ReferencePeriod.parse(period),
                Instant.parse(text(parameters, "asOf")),
                Boolean.parseBoolean(text(parameters, "givenAsOf")),
                Objects.requireNonNull(parameters.getLong("attempt")).intValue(),
                text(parameters, "requestedBy"));
    }

    private static String text(JobParameters parameters, String key) {
        return Objects.requireNonNull(parameters.getString(key), key);
    }
}
