package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class HistoryPostgresIT extends HistoryCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.postgres();
    }
}
