package dk.maaltal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dk.maaltal.problem.Mover;
import dk.maaltal.problem.Problem;
import dk.maaltal.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every mistake in a plan's files is named with its file and line. */
class PlanReaderTest {
    private static final String PLAN = """
        id: lille-2024
        title: {da: Lille plan}
        municipality:
          code: "707"
          jobcentre_labels: [Jobcenter Norddjurs]
        codelists: {municipalities: codes.yml, codes: lists.yml}
        valid_from: 2024-01-01
        valid_to: 2024-12-31
        publication:
          from: 2024Q1
          quarter_days: 45
          half_year_days: 75
          year_days: 75
        stale_after: P14D
        tables:
          old: {id: Y38A02, ended: 2025M06}
          new:
            name: antal.*personer
        measures: ["1.1", "6.10"]
        """;

    private static final String CODES = """
        municipalities:
          "101": København
          "707": Norddjurs
        """;

    private static final String OFFICIAL = """
        id: "1.1"
        title: {da: Titel, en: Title}
        description_da: Beskrivelse
        source_text_da: Planens ord
        direction: lower
        follow_up: half_yearly
        periods: [Q2, H, Y]
        columns:
          full_time: {label: [fuldtid, personer]}
        components:
          - name: share
            unit: percent
            official:
              - until: 2025-06-30
                rule: last
                frequency: M
                max_lag: 2
                formulas:
                  - share:
                      numerator:
                        - {table: old, measure: full_time, members: {_vis: Aktivitetsparat}}
                      denominator:
                        - {table: old, measure: full_time, members: {_vis: total}}
              - rule: last
                frequency: M
                formulas:
                  - share:
                      numerator:
                        - {table: new, measure: {group: g1}}
                      denominator:
                        - {table: [new, old], measure: full_time}
            target:
              operator: at_most
              against: country
              value: 4.0
              origin: Mål 1.1
        """;

    private static final String LOCAL = """
        id: "6.10"
        title: {da: Titel, en: Title}
        description_da: Beskrivelse
        source_text_da: Planens ord
        minister_goal: 5
        direction: higher
        follow_up: half_yearly
        periods: [Q, H, Y]
        components:
          - name: value
            unit: count
            local:
              kind: hirings
              registers: [ansaettelser]
              parameters:
                types: [Elev]
            target:
              operator: more_than
              against: last_year
              origin: Mål 6.10
              valid_from: 2021-01-01
              valid_to: 2024-12-31
        """;

    @TempDir
    Path folder;

    private final PlanReader reader = new PlanReader();

    @BeforeEach
    void writeTheSoundPlan() throws IOException {
        Files.createDirectories(folder.resolve("measures"));
        Files.writeString(folder.resolve("plan.yml"), PLAN);
        Files.writeString(folder.resolve("codes.yml"), CODES);
        Files.copy(Path.of("config/codelists/codes.yml"), folder.resolve("lists.yml"));
        Files.writeString(folder.resolve("measures/1.1.yml"), OFFICIAL);
        Files.writeString(folder.resolve("measures/6.10.yml"), LOCAL);
    }

    @Test
    void reads_a_sound_plan() {
        Plan plan = reader.read(folder);

        assertThat(reader.check(folder)).isEmpty();
        assertThat(plan.measures()).extracting(Measure::id).containsExactly("1.1", "6.10");
        Component share = plan.measures().get(0).components().get(0);
        assertThat(share.official().get(0).formulas().get(0).terms())
                .extracting(term -> term.table().id())
                .containsOnly("y38a02");
        assertThat(share.official().get(1).formulas().get(0).terms())
                .as("a list of tables is one series of each")
                .hasSize(3);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 25",
        "'\n  hold: {}', 25",
        "'\n  hold: {changed_percent: 0}', 0",
        "'\n  hold: {changed_percent: 100}', 100"
    })
    void a_version_is_held_when_more_changed_than_the_plan_says_or_a_quarter(String hold, int percent)
            throws IOException {
        Files.writeString(folder.resolve("plan.yml"), PLAN.replace("quarter_days: 45", "quarter_days: 45" + hold));

        assertThat(reader.read(folder).publication().holdChangedPercent()).isEqualTo(percent);
    }

    /** {@code ;} stands for a line end, {@code ^} for two spaces and {@code TAB} for a tab. */
    @ParameterizedTest(name = "{0}:{3} {4}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
        plan.yml          | id: lille-2024                | id: Lille 2024             | 1  | 'id' is 'Lille 2024'
        plan.yml          | title: {da: Lille plan}       | titel: {da: Lille plan}    | 2  | 'titel' is not a key here
        plan.yml          | title: {da: Lille plan}       | titel: {da: Lille plan}    | 1  | 'title' is missing
        plan.yml          | title: {da: Lille plan}       | title: Lille plan          | 2  | 'title' is the text 'Lille plan'
        plan.yml          | code: "707"                   | code: 707                  | 4  | 'code' is the number 707, not in quotes
        plan.yml          | code: "707"                   | code: "708"                | 4  | municipality 708 is not in codes.yml
        plan.yml          | [Jobcenter Norddjurs]         | [København]                | 5  | 'København' is another municipality
        plan.yml          | municipalities: codes.yml     | municipalities: none.yml   | 6  | the file none.yml is not there
        plan.yml          | valid_to: 2024-12-31          | valid_to: 2024-02-30       | 8  | 'valid_to' is no date: '2024-02-30'
        plan.yml          | valid_to: 2024-12-31          | valid_to: 2023-12-31       | 8  | the plan ends 2023-12-31, before it begins
        plan.yml          | from: 2024Q1                  | from: 2024Q5               | 10 | 'from' is no period: '2024Q5'
        plan.yml          | quarter_days: 45              | quarter_days: soon         | 11 | 'quarter_days' is the text 'soon'
        plan.yml          | quarter_days: 45              | quarter_days: 45.5         | 11 | 'quarter_days' is the number 45.5
        plan.yml          | quarter_days: 45              | quarter_days: 45;^hold: 25 | 12 | 'hold' is the number 25
        plan.yml          | quarter_days: 45              | quarter_days: 45;^hold: {changed_percent: 101} | 12 | 'changed_percent' is the number 101
        plan.yml          | quarter_days: 45              | quarter_days: 45;^hold: {flips: no} | 12 | 'flips' is not a key here
        plan.yml          | stale_after: P14D             | stale_after: 14 dage       | 14 | 'stale_after' is no duration: '14 dage'
        plan.yml          | stale_after: P14D             | stale_after:               | 14 | 'stale_after' is missing
        plan.yml          | ended: 2025M06                | ended: 2025M13             | 16 | 'ended' is no period: '2025M13'
        plan.yml          | {id: Y38A02, ended: 2025M06}  | {ended: 2025M06}           | 16 | table 'old' has neither 'id' nor 'name'
        plan.yml          | name: antal.*personer         | name: antal(               | 18 | 'name' is no regular expression
        plan.yml          | name: antal.*personer         | id: a;^^areas: rar         | 19 | 'areas' is the text 'rar'
        plan.yml          | ["1.1", "6.10"]               | ["1.1", 6.10]              | 19 | 'measures' is the number 6.10, not in quotes
        plan.yml          | ["1.1", "6.10"]               | ["1.1", "6.10", "6.11"]    | 19 | measure 6.11 has no file
        plan.yml          | ["1.1", "6.10"]               | ["1.1", "1.1", "6.10"]     | 19 | measure 1.1 stands twice
        plan.yml          | ["1.1", "6.10"]               | []                         | 19 | 'measures' is an empty list
        plan.yml          | measures: [                   | more: {id: x};measures: [  | 19 | 'more' is not a key here
        plan.yml          | tables:                       | stale_after: P1D;tables:   | 15 | 'stale_after' stands twice; first in line 14
        plan.yml          | ^new:                         | ^spare: {id: x};^new:      | 17 | no measure uses table 'spare'
        plan.yml          | publication:                  | publication: &p            | ok | ok
        plan.yml          | stale_after: P14D             | stale_after: *p            | 14 | an alias (*p) is used
        codes.yml         | "707": Norddjurs              | "77": Norddjurs            | 3  | '77' is no municipality code
        codes.yml         | "707": Norddjurs              | "707": norddjurs;^"708": Norddjurs | 4 | 'Norddjurs' stands twice; first in line 3
        measures/1.1.yml  | id: "1.1"                     | id: "1.2"                  | 1  | the id is 1.2, but the file is named 1.1.yml
        measures/1.1.yml  | description_da: Beskrivelse   | description_da: ""         | 3  | 'description_da' is empty
        measures/1.1.yml  | direction: lower              | direction: down            | 5  | 'direction' is the text 'down'
        measures/1.1.yml  | follow_up: half_yearly        | follow_up: half-yearly     | 6  | 'follow_up' is the text 'half-yearly'
        measures/1.1.yml  | periods: [Q2, H, Y]           | periods: [Q2, Y]           | 6  | it is reported in H, but has no row there
        measures/1.1.yml  | periods: [Q2, H, Y]           | periods: [Q7, H, Y]        | 7  | period kind 'Q7'
        measures/1.1.yml  | [fuldtid, personer]           | [fuldtid, "(?<x"]          | 9  | 'label' is no regular expression
        measures/1.1.yml  | {label: [fuldtid, personer]}  | {}                         | 9  | a measure points at nothing
        measures/1.1.yml  | {label: [fuldtid, personer]}  | fuldtid                    | 9  | column 'full_time' is the text 'fuldtid'
        measures/1.1.yml  | columns:                      | tables: {mine: {id: m1}};columns: | 8 | no measure uses table 'mine'
        measures/1.1.yml  | columns:                      | tables: {old: {id: m1}};columns: | 8 | table 'old' is declared twice
        measures/1.1.yml  | name: share                   | name: andel                | 11 | component 'andel' is not known
        measures/1.1.yml  | unit: percent                 | unit: cases                | 12 | component 'share' counts cases
        measures/1.1.yml  | unit: percent                 | unit: pct                  | 12 | 'unit' is the text 'pct'
        measures/1.1.yml  | until: 2025-06-30             | max_lag: 1                 | 17 | 'max_lag' stands twice; first in line 14
        measures/1.1.yml  | - until: 2025-06-30;^^^^rule  | - rule                     | 14 | a variant without 'until' hides those after it
        measures/1.1.yml  | - rule: last;^^^^frequency: M;^^^^formulas | - until: 2025-06-30;^^^^rule: last;^^^^frequency: M;^^^^formulas | 24 | the last variant ends 2025-06-30
        measures/1.1.yml  | - rule: last;^^^^frequency: M;^^^^formulas | - until: 2025-06-30;^^^^rule: last;^^^^frequency: M;^^^^formulas | 24 | the variant ends 2025-06-30, the one before it 2025-06-30
        measures/1.1.yml  | rule: last;^^^^frequency: M;^^^^max_lag | rule: sum;^^^^frequency: M;^^^^max_lag | 15 | rule: sum with frequency M and max_lag 2
        measures/1.1.yml  | max_lag: 2                    | max_lag: 99                | 17 | 'max_lag' is the number 99
        measures/1.1.yml  | max_lag: 2                    | maxlag: 2                  | 17 | 'maxlag' is not a key here
        measures/1.1.yml  | {table: old, measure: full_time, members: {_vis: total}} | {table: y99, measure: full_time} | 23 | table 'y99' is not declared
        measures/1.1.yml  | {table: old, measure: full_time, members: {_vis: total}} | {table: old, measure: part_time} | 23 | column 'part_time' is not declared
        measures/1.1.yml  | {table: old, measure: full_time, members: {_vis: total}} | {table: old, measure: full_time, optional: perhaps} | 23 | 'optional' is the text 'perhaps'
        measures/1.1.yml  | {table: new, measure: {group: g1}} | {table: new}           | 29 | 'measure' is missing
        measures/1.1.yml  | {table: new, measure: {group: g1}} | {table: new, measure: {group: 1}} | 29 | 'group' is the number 1, not in quotes
        measures/1.1.yml  | - {table: new, measure: {group: g1}} | []                   | 29 | 'numerator' is an empty list
        measures/1.1.yml  | - {table: new, measure: {group: g1}} | - new                | 29 | an item of the list is the text 'new'
        measures/1.1.yml  | operator: at_most             | operator: <=               | 33 | 'operator' is the text '<='
        measures/1.1.yml  | ^^^operator: at_most;         | ^^^comparable_across_break: false; | 33 | 'operator' is missing
        measures/1.1.yml  | against: country              | against: last_year         | 35 | 'value' stands beside against: last_year
        measures/1.1.yml  | against: country              | against: row;^^^valid_to: x | 35 | 'valid_to' is no date: 'x'
        measures/1.1.yml  | value: 4.0                    | value: 400                 | 35 | 'value' is 400 percent
        measures/1.1.yml  | value: 4.0                    | value: "4"                 | 35 | 'value' is the text '4'
        measures/1.1.yml  | value: 4.0                    | only_for: Q                | ok | ok
        measures/1.1.yml  | origin: Mål 1.1               | comparable_across_break: no | 33 | 'origin' is missing
        measures/1.1.yml  | ^^target:                     | ^^primary: local;^^target: | 32 | primary: local without that basis
        measures/1.1.yml  | ^^target:                     | ^^local: {kind: orders_created, registers: [jobordrer]};^^target: | 11 | 'primary' is missing, and there are two bases
        measures/1.1.yml  | ^^target:                     | ^^tolerance: 2;^^target:   | 32 | a tolerance with one basis only
        measures/1.1.yml  | ^^target:                     | ^^tolerance: 0;^^target:   | 32 | 'tolerance' is 0
        measures/1.1.yml  | ^^target:                     | ^^tolerance: -0.5;^^target: | 32 | 'tolerance' is -0.5
        measures/1.1.yml  | ^^target:                     | ^^tolerance: two;^^target: | 32 | 'tolerance' is the text 'two'
        measures/6.10.yml | id: "6.10"                    | id: 6.10                   | 1  | 'id' is the number 6.10, not in quotes
        measures/6.10.yml | minister_goal: 5              | minister_goal: 12          | 5  | 'minister_goal' is the number 12
        measures/6.10.yml | kind: hirings                 | kind: hiring               | 13 | 'kind' is the text 'hiring'
        measures/6.10.yml | registers: [ansaettelser]     | registers: [ansættelser]   | 14 | register 'ansættelser' is not known
        measures/6.10.yml | registers: [ansaettelser]     | registers: [jobordrer]     | 14 | register 'ansaettelser' is missing
        measures/6.10.yml | types: [Elev]                 | type: [Elev]               | 16 | 'types' is missing
        measures/6.10.yml | types: [Elev]                 | type: [Elev]               | 16 | 'type' is not a key here
        measures/6.10.yml | types: [Elev]                 | types: [Elev, elever]      | 16 | 'elever' is no code of ansaettelser.type
        measures/6.10.yml | types: [Elev]                 | types: saerlige_vilkaar    | ok | ok
        measures/6.10.yml | registers: [ansaettelser]     | registers: [ansaettelser, cvr] | 14 | register 'cvr' is not read
        measures/6.10.yml | unit: count                   | unit: percent              | 13 | hirings for the unit percent
        measures/6.10.yml | against: last_year            | against: row               | 19 | hirings has no benchmark in its rows
        measures/6.10.yml | parameters:                   | disclosure: star;^^^parameters: | 15 | 'disclosure' is 'star'
        measures/6.10.yml | against: last_year            | against: fixed             | 18 | 'value' is missing
        measures/6.10.yml | against: last_year            | against: country           | 19 | against: country without an official basis
        measures/6.10.yml | against: last_year            | against: register          | 18 | 'level' and against: register do not go together
        measures/6.10.yml | valid_to: 2024-12-31          | valid_to: 2020-12-31       | 22 | the target ends 2020-12-31, before it begins
        measures/6.10.yml | periods: [Q, H, Y]            | periods: [H];valid_from: 2024-02-02;valid_to: 2024-01-01 | 10 | the measure ends 2024-01-01
        measures/6.10.yml | origin: Mål 6.10              | origin: [a, b]             | 20 | 'origin' is a list
        measures/6.10.yml | origin: Mål 6.10              | origin: "Mål               | 20 | this is not YAML
        measures/6.10.yml | minister_goal: 5              | TABminister_goal: 5        | 5  | the line is indented with a tab
        """)
    void names_each_mistake_with_its_file_and_line(String file, String good, String bad, String line, String what)
            throws IOException {
        Path path = folder.resolve(file);
        String text = Files.readString(path);
        String find = unfolded(good);
        assertThat(text).contains(find);
        Files.writeString(
                path,
                text.replaceFirst(
                        java.util.regex.Pattern.quote(find), java.util.regex.Matcher.quoteReplacement(unfolded(bad))));

        List<Problem> problems = reader.check(folder);

        if (line.equals("ok")) {
            assertThat(problems).isEmpty();
        } else {
            assertThat(problems).anySatisfy(problem -> {
                assertThat(problem.where()).endsWith(file + ":" + line);
                assertThat(problem.what()).startsWith(what);
                assertThat(problem.expected()).isNotBlank();
                assertThat(problem.mover()).isEqualTo(Mover.DECLARATION);
            });
        }
    }

    @Test
    void says_all_problems_of_all_files_at_once_in_the_order_of_file_and_line() throws IOException {
        Files.writeString(folder.resolve("plan.yml"), PLAN.replace("P14D", "14").replace("id: lille", "id: Lille"));
        Files.writeString(folder.resolve("measures/1.1.yml"), OFFICIAL.replace("lower", "down"));
        Files.writeString(folder.resolve("measures/6.10.yml"), "");
        Files.writeString(folder.resolve("measures/9.9.yml"), "id: x");

        assertThatThrownBy(() -> reader.read(folder))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        e -> assertThat(e.problems().stream().map(PlanReaderTest::place))
                                .containsExactly("1.1.yml:5", "6.10.yml:1", "9.9.yml:1", "plan.yml:1", "plan.yml:14"));
        assertThat(reader.check(folder)).hasSize(5);
    }

    @Test
    void says_where_a_plan_was_looked_for() {
        List<Problem> problems = reader.check(folder.resolve("nowhere"));

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).where()).endsWith("nowhere/plan.yml:1");
        assertThat(problems.get(0).next()).contains("maaltal.plan");
    }

    @ParameterizedTest(name = "''{0}''")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        ` `          | the file is empty
        `# comment`  | the file is empty
        `- a`        | the file holds a list
        `text`       | the file holds the text 'text'
        `a: [b`      | this is not YAML
        """)
    void names_a_file_that_holds_no_keys(String content, String what) throws IOException {
        Files.writeString(folder.resolve("plan.yml"), content);

        assertThat(reader.check(folder))
                .first()
                .satisfies(problem -> assertThat(problem.what()).startsWith(what));
    }

    @Test
    void names_a_second_document_and_a_file_that_is_not_utf_8() throws IOException {
        Files.writeString(folder.resolve("plan.yml"), PLAN + "---\nid: other\n");
        Files.write(folder.resolve("measures/6.10.yml"), LOCAL.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));

        assertThat(reader.check(folder).stream().map(PlanReaderTest::place))
                .containsExactly("6.10.yml:1", "plan.yml:21");
    }

    private static String place(Problem problem) {
        return problem.where().substring(problem.where().lastIndexOf('/') + 1);
    }

    private static String unfolded(String text) {
        String lines = text.replace(";", "\n").replace("TAB", "\t");
        return lines.replace("^", "  ");
    }
}
