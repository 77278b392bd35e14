package dk.maaltal.source.jobindsats;

import dk.maaltal.source.AnswerKeeper;
import dk.maaltal.source.Pause;
import java.time.Clock;

/** The fetchers as the product wires them, for tests in other packages. */
public final class Fetchers {
    private final SourceConfiguration wiring = new SourceConfiguration();
    private final JobindsatsSettings settings;
    private final JobindsatsReader reader;

    public Fetchers(JobindsatsSettings settings, AnswerKeeper keeper, Clock clock) {
        this.settings = settings;
        this.reader = wiring.jobindsatsReader(settings, keeper, Pause.real(), clock);
    }

    public CatalogueFetcher catalogue() {
        return wiring.catalogueFetcher(reader);
    }

    public TableFetcher tables() {
        return wiring.tableFetcher(reader, settings);
    }
}
