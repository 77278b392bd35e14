package dk.maaltal.job;

import dk.maaltal.measure.Origins;
import dk.maaltal.staging.Staging;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells deliveries of a demo from a source's own; read once a run, after the run has taken what there was. */
final class DeliveryOrigins implements Origins {
    private final Staging staging;
    private @Nullable Map<String, String> origins;

    DeliveryOrigins(Staging staging) {
        this.staging = staging;
    }

    /** Reads them anew when they are asked for next. */
    synchronized void refresh() {
        origins = null;
    }

    @Override
    public synchronized Optional<String> of(String deliverySha256) {
        if (origins == null) {
            origins = staging.origins();
        }
        return Optional.ofNullable(origins.get(deliverySha256)).map(DeliveryOrigins::kind);
    }

    /** {@code synthetic} of {@code synthetic: seed 2024}. */
    static String kind(String label) {
        return label.split(":", 2)[0];
    }
}
