package dk.maaltal.watch.health;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * When space becomes scarce.
 *
 * @param leastFree below which a person is told, while there is still enough for the next night
 */
@ConfigurationProperties("maaltal.disk")
record DiskSettings(@DefaultValue("1GB") DataSize leastFree) {}
