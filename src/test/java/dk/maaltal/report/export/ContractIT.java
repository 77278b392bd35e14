package dk.maaltal.report.export;

import com.zaxxer.hikari.HikariDataSource;
import dk.maaltal.testing.TestDatabase;

class ContractIT extends ContractChecks {
    @Override
    HikariDataSource database() {
        return TestDatabase.postgres();
    }
}
