package dk.maaltal.series;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LabelsTest {
    @Test
    void compares_without_spaces_and_case() {
        assertThat(Labels.normal("  Antal\u00A0\u00A0personer \t i  ALT\n")).isEqualTo("antal personer i alt");
        assertThat(Labels.same("ÅBENLYS uddannelsesparat", "Åbenlys  uddannelsesparat "))
                .isTrue();
        assertThat(Labels.same("Antal personer", "Antal person er")).isFalse();
        assertThat(Labels.normal("")).isEmpty();
    }
}
