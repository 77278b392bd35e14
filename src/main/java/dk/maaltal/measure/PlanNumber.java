package dk.maaltal.measure;

import dk.maaltal.plan.Component;
import dk.maaltal.plan.Measure;

/** One number of a measure on one basis. */
record PlanNumber(Measure measure, Component component, Basis basis) {}
