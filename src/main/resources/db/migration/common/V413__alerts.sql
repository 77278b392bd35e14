-- What people were told of and are still to be told. The same script runs on H2 and PostgreSQL.

-- One row a cause each time it came up. What decides is open_cause: one cause is open once, on however many servers.
create table alert (
    alert_id       varchar(40) not null primary key,
    cause          varchar(300) not null,
    open_cause     varchar(300),
    severity       varchar(20) not null,
    what           text not null,
    meaning        text not null,
    likely_cause   text not null,
    next_step      text not null,
    opened_at      timestamp(6) with time zone not null,
    told_at        timestamp(6) with time zone not null,
    times_told     integer not null,
    -- The message that told of it first: later ones answer it, so that a mail reader keeps them together.
    thread         varchar(200) not null,
    -- How often it came back soon after it had been called over.
    times_returned integer not null,
    -- Since when it is not found any more, where it is watched a while before it is called over.
    gone_at        timestamp(6) with time zone,
    closed_at      timestamp(6) with time zone,
    constraint alert_once unique (open_cause),
    constraint alert_open_or_closed check ((open_cause is null) = (closed_at is not null))
);

-- One row for each channel a message goes to. Whoever claims it sends it.
create table alert_message (
    message_id    varchar(200) not null,
    channel       varchar(20) not null,
    kind          varchar(20) not null,
    body          text not null,
    made_at       timestamp(6) with time zone not null,
    claimed_until timestamp(6) with time zone not null,
    next_try_at   timestamp(6) with time zone not null,
    tries         integer not null,
    sent_at       timestamp(6) with time zone,
    trouble       varchar(1000),
    primary key (message_id, channel)
);
