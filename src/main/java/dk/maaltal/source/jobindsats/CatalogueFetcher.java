package dk.maaltal.source.jobindsats;

import dk.maaltal.source.PatientReader.Asked;

/** Fetches what Jobindsats offers: one request a night, from which follows what else is asked. */
public final class CatalogueFetcher {
    private final JobindsatsReader reader;

    CatalogueFetcher(JobindsatsReader reader) {
        this.reader = reader;
    }

    /**
     * Asks for the catalogue; the answer is kept.
     *
     * @throws dk.maaltal.problem.ProblemException when the answer cannot be kept, or the run is told to stop
     */
    public CatalogueFetch fetch() {
        Asked<Catalogue> asked =
                reader.ask("/tables?format=json", "jobindsats, catalogue", reader.deadline(), Catalogue::read);
        if (asked instanceof Asked.Got<Catalogue> got) {
            return new CatalogueFetch.Complete(got.value(), got.answer());
        }
        Asked.GivenUp<Catalogue> failed = (Asked.GivenUp<Catalogue>) asked;
        return new CatalogueFetch.Failed(failed.outcome(), failed.problem());
    }
}
