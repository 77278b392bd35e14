package dk.maaltal.job;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/** Names the run in every line this thread logs, until it is closed; what was named before it is then named again. */
final class RunLog implements AutoCloseable {
    private final @Nullable Map<String, String> before;

    private RunLog(@Nullable Map<String, String> before) {
        this.before = before;
    }

    static RunLog of(JobRequest request) {
        RunLog log = new RunLog(MDC.getCopyOfContextMap());
        MDC.put("run_id", request.runId());
        MDC.put("job", request.job());
        return log;
    }

    @Override
    public void close() {
        if (before == null) {
            MDC.clear();
        } else {
            MDC.setContextMap(before);
        }
    }
}
