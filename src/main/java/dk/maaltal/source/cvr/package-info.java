/** CVR's workplaces (produktionsenheder) from Virk's Elasticsearch. */
@NullMarked
package dk.maaltal.source.cvr;

import org.jspecify.annotations.NullMarked;
