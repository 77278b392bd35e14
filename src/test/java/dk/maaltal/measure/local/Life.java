package dk.maaltal.measure.local;

import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One made-up person, as a case system would tell of them. */
final class Life {
    final List<Spell> spells = new ArrayList<>();
    final List<Interview> interviews = new ArrayList<>();
    final List<Offer> offers = new ArrayList<>();
    final List<Hours> hours = new ArrayList<>();
    final List<Absence> absences = new ArrayList<>();
    final List<Standing> standings = new ArrayList<>();

    record Spell(String benefit, LocalDate from, @Nullable LocalDate to) {}

    record Interview(LocalDate day, String status) {}

    record Offer(
            String type,
            LocalDate from,
            @Nullable LocalDate to,
            @Nullable Long p,
            @Nullable Long cvr,
            String goodProspects,
            String concreteJob) {}

    record Hours(YearMonth month, String amount) {}

    record Absence(
            LocalDate from,
            @Nullable LocalDate partialFrom,
            @Nullable LocalDate to,
            @Nullable Long p,
            @Nullable Long cvr) {}

    record Standing(LocalDate from, @Nullable LocalDate to, String status) {}
}
