package dk.maaltal.staging;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class RecoveryTest extends RecoveryCases {
    @Override
    HikariDataSource database() {
        return TestDatabase.h2();
    }
}
