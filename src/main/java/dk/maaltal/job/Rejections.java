package dk.maaltal.job;

import dk.maaltal.report.Grid;
import dk.maaltal.staging.Registers;
import java.util.Arrays;
import java.util.List;

/** The rows of dropped files that could not be taken. Nothing in them can be a CPR number. */
public final class Rejections {
    private final Registers registers;

    Rejections(Registers registers) {
        this.registers = registers;
    }

    /** Those of the newest files first. */
    public Grid newest(int atMost) {
        return new Grid(
                List.of("register", "file", "line", "column", "rule", "reason"),
                registers.rejections(atMost).stream()
                        .map(one -> Arrays.<Object>asList(
                                one.register(), one.file(), one.line(), one.column(), one.rule(), one.reason()))
                        .toList());
    }
}
