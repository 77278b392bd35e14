package dk.maaltal.source.cvr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.source.Outcome;
import dk.maaltal.source.OutcomeRule;
import java.util.EnumSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CvrErrorsTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            200 |                                                             | OK
            302 |                                                             | REJECTED
            400 | {"error":"SearchPhaseExecutionException[Failed]"}           | REJECTED
            401 | <html>401 Authorization Required</html>                     | UNAUTHORIZED
            403 |                                                             | FORBIDDEN
            404 |                                                             | NOT_FOUND
            408 |                                                             | TIMEOUT
            413 |                                                             | TOO_LARGE
            429 |                                                             | THROTTLED
            500 | {"error":{"reason":"Result window is too large, from + 1"}} | TOO_LARGE
            500 | {"error":{"reason":"all shards failed"}}                    | SERVER_ERROR
            503 | <html>                                                      | SERVER_ERROR
            """)
    void a_status_and_its_text_are_one_outcome(int status, @Nullable String text, Outcome outcome) {
        assertThat(CvrErrors.outcome(status, text == null ? "" : text)).isEqualTo(outcome);
    }

    @Test
    void an_error_that_repeats_a_number_does_not_show_it() {
        assertThat(CvrErrors.detail(
                        400, "{\"error\":{\"type\":\"parsing_exception\",\"reason\":\"failed on [1028076343]\"}}"))
                .isEqualTo("status 400, parsing_exception: failed on [**********]");
        assertThat(CvrErrors.detail(502, "")).isEqualTo("status 502");
    }

    @Test
    void every_way_a_request_can_end_badly_has_a_text_of_its_own() {
        CvrRules rules = new CvrRules();
        EnumSet<Outcome> others = EnumSet.of(Outcome.OK, Outcome.SHRUNK);
        List<OutcomeRule> all = Stream.of(Outcome.values())
                .filter(outcome -> !others.contains(outcome))
                .map(rules::rule)
                .toList();

        assertThat(all).allSatisfy(rule -> {
            assertThat(rule.tries()).isPositive();
            assertThat(rule.expected()).isNotBlank();
            assertThat(rule.next()).isNotBlank();
        });
        assertThat(all).extracting(OutcomeRule::what).doesNotHaveDuplicates();
        others.forEach(other -> assertThatThrownBy(() -> rules.rule(other)).hasMessageContaining(other.name()));
    }
}
