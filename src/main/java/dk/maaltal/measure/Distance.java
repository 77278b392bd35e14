package dk.maaltal.measure;

import dk.maaltal.plan.Target.Operator;
import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * How far a judged figure is from the other side of its target, in whole persons (or cases, or whatever it counts), when
 * everything else stays: the denominator, the benchmark, last year's value. Reckoned on the exact fraction, so a strict
 * target needs one more where the fraction would just be reached.
 *
 * @param toMeet by how many n must rise (or fall, where less is better) for the target to be met; 0 when it is
 * @param margin by how many n may fall (or rise) before it is not met any more; 0 when it is not
 * @param rise whether n must rise, not fall, to come nearer
 * @param possible whether an n so far away can be: from 0 to N
 */
public record Distance(BigInteger toMeet, BigInteger margin, boolean rise, boolean possible) {
    /**
     * @param n the count that is judged
     * @param whole of how many, or null where there is no such number
     * @param least the least that n can be, or null where it can be any number
     * @param bar the count that would exactly be on the level
     */
    static Distance of(
            Operator operator, BigDecimal n, @Nullable BigDecimal whole, @Nullable BigDecimal least, Ratio bar) {
        Ratio missing = bar.minus(Ratio.of(n));
        boolean rise = operator == Operator.AT_LEAST || operator == Operator.MORE_THAN;
        Ratio toward = rise ? missing : Ratio.of(BigDecimal.ZERO).minus(missing);
        boolean strict = operator == Operator.MORE_THAN || operator == Operator.LESS_THAN;
        BigInteger steps = strict ? toward.floor().add(BigInteger.ONE) : toward.ceiling();
        if (steps.signum() <= 0) {
            return new Distance(BigInteger.ZERO, steps.negate(), rise, true);
        }
        BigDecimal reached = rise ? n.add(new BigDecimal(steps)) : n.subtract(new BigDecimal(steps));
        boolean possible =
                (least == null || reached.compareTo(least) >= 0) && (whole == null || reached.compareTo(whole) <= 0);
        return new Distance(steps, BigInteger.ZERO, rise, possible);
    }
}
