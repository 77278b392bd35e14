package dk.maaltal.watch.health;

import static org.assertj.core.api.Assertions.assertThat;

import dk.maaltal.watch.Condition;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.util.unit.DataSize;

class ScarceSpaceTest {
    @TempDir
    Path home;

    @Test
    void too_little_space_is_said_with_the_setting_that_says_how_much() {
        assertThat(new ScarceSpace(home, new DiskSettings(DataSize.ofBytes(0))).now())
                .isEmpty();
        assertThat(new ScarceSpace(home, new DiskSettings(DataSize.ofTerabytes(1_000_000))).now())
                .singleElement()
                .satisfies(condition -> {
                    assertThat(condition.key()).isEqualTo("disk home");
                    assertThat(condition.severity()).isEqualTo(Condition.Severity.WARNING);
                    assertThat(condition.next()).contains("maaltal.disk.least-free");
                });
    }
}
