create trigger definition_file_stays before update, delete on definition_file
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger definition_set_stays before update, delete on definition_set
    call 'dk.maaltal.snapshot.RefuseChange';
create trigger snapshot_seal_stays before update, delete on snapshot_seal
    call 'dk.maaltal.snapshot.RefuseChange';

-- As in V201: always empty, so that H2 refuses TRUNCATE. definition_file is referred to by definition_set.
create table definition_set_stays (
    set_sha256 varchar,
    path       varchar,
    foreign key (set_sha256, path) references definition_set (set_sha256, path)
);
create table snapshot_seal_stays (
    snapshot_id varchar,
    foreign key (snapshot_id) references snapshot_seal (snapshot_id)
);
