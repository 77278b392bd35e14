package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class RecoveryPostgresIT extends RecoveryCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.postgres();
    }
}
