create trigger definition_file_stays before update or delete or truncate on definition_file
    for each statement execute function refuse_change();
create trigger definition_set_stays before update or delete or truncate on definition_set
    for each statement execute function refuse_change();
create trigger snapshot_seal_stays before update or delete or truncate on snapshot_seal
    for each statement execute function refuse_change();
