package dk.maaltal.snapshot.explanation;

import static dk.maaltal.snapshot.explanation.Section.row;

import dk.maaltal.measure.Difference;
import dk.maaltal.measure.Maturity;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What earlier figures tell of this one, and what the other basis says. */
final class EvidenceSections {
    private EvidenceSections() {}

    static Section maturity(Maturity maturity) {
        List<List<@Nullable Object>> usual = new ArrayList<>();
        maturity.usual().stream()
                .filter(one -> one.periods() > 0)
                .forEach(one -> usual.add(row(one.lag(), one.periods(), one.revision())));
        return new Section.Writer("maturity", "How long the figure goes on moving")
                .fact(
                        "declared",
                        "Declared",
                        maturity.declared() == null ? null : maturity.declared().toString())
                .fact("periods", "Earlier periods that tell", maturity.periods())
                .fact("needed", "Needed", Maturity.NEEDED)
                .fact("settled_lag_months", "Settled after months", maturity.settledLag())
                .fact("present_lag_months", "Months since the period", maturity.presentLag())
                .fact("in_words", "In words", words(maturity))
                .listing(
                        "usual_revisions",
                        "Usual revision since so many months after the period",
                        List.of("lag_months", "periods", "revision"),
                        usual)
                .done();
    }

    private static String words(Maturity maturity) {
        if (!maturity.isKnown()) {
            return "not enough vintages (%d of %d)".formatted(maturity.periods(), Maturity.NEEDED);
        }
        return maturity.settledLag() == null
                ? "earlier periods' figures were still moving at every lag that is known"
                : "earlier periods' figures have settled %d months after their end".formatted(maturity.settledLag());
    }

    static Section difference(Difference difference) {
        Section.Writer section = new Section.Writer("local_against_official", "Local against official");
        if (difference instanceof Difference.Compared compared) {
            return section.fact("compared", "Compared", true)
                    .fact("why_not", "Why not", null)
                    .fact("difference", "Local less official", compared.difference())
                    .fact("timing", "Of it timing", compared.timing())
                    .fact("population", "Of it population", compared.population())
                    .fact("suppression", "Of it suppression", compared.suppression())
                    .fact("rest", "Rest", compared.rest())
                    .fact("tolerance", "Declared tolerance", compared.tolerance())
                    .fact("beyond", "Beyond the tolerance", compared.beyond())
                    .listing(
                            "sources",
                            "Where to look",
                            List.of("basis", "source"),
                            java.util.stream.Stream.concat(
                                            compared.local().sources().stream().map(source -> row("local", source)),
                                            compared.official().sources().stream()
                                                    .map(source -> row("official", source)))
                                    .toList())
                    .done();
        }
        return section.fact("compared", "Compared", false)
                .fact("why_not", "Why not", ((Difference.NotCompared) difference).why())
                .done();
    }
}
