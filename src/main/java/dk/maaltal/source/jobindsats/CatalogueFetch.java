package dk.maaltal.source.jobindsats;

import dk.maaltal.problem.Problem;
import dk.maaltal.source.Answer;
import dk.maaltal.source.Outcome;

/** How asking for the catalogue ended. */
public sealed interface CatalogueFetch {
    /** It was read; the answer is kept. */
    record Complete(Catalogue catalogue, Answer answer) implements CatalogueFetch {}

    /** It was not, after all tries its outcome allows. */
    record Failed(Outcome outcome, Problem problem) implements CatalogueFetch {}
}
