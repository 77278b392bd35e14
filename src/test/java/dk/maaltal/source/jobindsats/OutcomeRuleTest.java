package dk.maaltal.source.jobindsats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.source.Outcome;
import dk.maaltal.source.OutcomeRule;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeRuleTest {
    /** Not ways a request ends: decided when a reading is taken. */
    private static final Set<Outcome> OTHERS = EnumSet.of(Outcome.OK, Outcome.CONFLICT, Outcome.SHRUNK);

    @Test
    void every_way_a_request_can_end_badly_has_a_text_of_its_own() {
        List<OutcomeRule> rules = Arrays.stream(Outcome.values())
                .filter(outcome -> !OTHERS.contains(outcome))
                .map(JobindsatsRules::of)
                .toList();

        assertThat(rules).hasSize(13).allSatisfy(rule -> {
            assertThat(rule.tries()).isPositive();
            assertThat(rule.expected()).isNotBlank();
            assertThat(rule.next()).isNotBlank();
        });
        assertThat(rules).extracting(OutcomeRule::what).doesNotHaveDuplicates();
        OTHERS.forEach(other -> assertThatThrownBy(() -> JobindsatsRules.of(other))
                .hasMessageContaining(other + " is not how a request ends"));
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
                    200 |                                            | OK
                    400 | bad                                        | REJECTED
                    405 |                                            | REJECTED
                    408 |                                            | TIMEOUT
                    413 |                                            | TOO_LARGE
                    414 |                                            | TOO_LARGE
                    422 | {"cause":"Request exceeds 30000 cells"}    | TOO_LARGE
                    422 | {"cause":"Forespørgslen er for stor"}      | TOO_LARGE
                    422 | {"cause":"Maksimum er 30.000 celler"}      | TOO_LARGE
                    422 | {"cause":"Cell limit"}                     | TOO_LARGE
                    422 | For mange                                  | TOO_LARGE
                    422 | {"cause":"Unknown cellar","limit":1}       | REJECTED
                    422 | {"cause":"max, but only 29 periods"}       | REJECTED
                    422 | Request spans 40000 rows                   | TOO_LARGE
                    422 | Højst 30000 rækker                         | TOO_LARGE
                    422 | Result size not allowed                    | TOO_LARGE
                    422 | Resultatets størrelse                      | TOO_LARGE
                    422 | You ask for too much data                  | TOO_LARGE
                    422 | {"cause":"Der bedes om for meget"}         | TOO_LARGE
                    422 | {"cause":"Maximum is 30000"}               | TOO_LARGE
                    422 | max. 30000                                 | TOO_LARGE
                    400 | Antal celler: 40000                        | TOO_LARGE
                    422 | {"cause":"Antal celler overskrides"}       | TOO_LARGE
                    422 | only 29 periods are available, maximum     | REJECTED
                    422 | kun 29 perioder, maksimum                  | REJECTED
                    422 | {"cause":"Unknown hierarchies: ['_size']"} | REJECTED
                    422 | {"cause":"Unknown measure max_rows"}       | REJECTED
                    422 | Ukendt række                               | REJECTED
                    422 | {"cause":"Unknown period type: M"}         | REJECTED
                    422 | throws, brows, resized                     | REJECTED
                    400 | <style>p{max-width:9em}</style><p>No</p>   | REJECTED
                    429 |                                            | THROTTLED
                    502 |                                            | SERVER_ERROR
                    """)
    void a_status_and_its_cause_are_one_outcome(int status, @Nullable String text, Outcome outcome) {
        assertThat(ErrorText.outcome(status, text == null ? "" : text)).isEqualTo(outcome);
    }
}
