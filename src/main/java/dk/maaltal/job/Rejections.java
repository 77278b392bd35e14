package dk.maaltal.job;

import dk.maaltal.report.Grid;
import dk.maaltal.staging.Registers;
import dk.maaltal.staging.Rejected;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

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

    /** A line for each file that had more rejected rows than are kept. */
    public List<String> notKept() {
        return notKept(registers.rejections(Integer.MAX_VALUE));
    }

    static List<String> notKept(List<Rejected> all) {
        Map<List<Object>, List<Rejected>> files = all.stream()
                .collect(Collectors.groupingBy(
                        one -> List.<Object>of(one.register(), one.file(), one.at()),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return files.values().stream()
                .filter(kept -> kept.size() < kept.get(0).ofSo())
                .map(kept -> "%s, %s: %d rows were rejected, of which the first %d are kept"
                        .formatted(
                                kept.get(0).register(),
                                kept.get(0).file(),
                                kept.get(0).ofSo(),
                                kept.size()))
                .toList();
    }
}
