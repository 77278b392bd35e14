package dk.maaltal.staging;

import dk.maaltal.source.Answer;
import dk.maaltal.source.cvr.UnitReading;
import dk.maaltal.source.jobindsats.Reading;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;

/** The product's own delivery store, for tests in other packages that write deliveries without a database. */
public final class ArchiveStore {
    private final DeliveryStore store;

    public ArchiveStore(Path deliveries, Clock clock) {
        store = new DeliveryStore(deliveries, clock);
    }

    public DeliveryStore keeper() {
        return store;
    }

    public void acceptCatalogue(Answer answer) {
        store.accept(answer);
    }

    public void acceptReading(Reading reading) {
        store.accept(reading, false);
    }

    public void acceptUnits(UnitReading reading, List<Extract> lookedUp) {
        store.accept(reading, lookedUp, false);
    }
}
