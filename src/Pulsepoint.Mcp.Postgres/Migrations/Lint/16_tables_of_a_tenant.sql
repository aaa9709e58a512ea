-- Every table is known to the export and to the deletion of an organisation: one that is not would be kept back, and kept.
select format('%s: export and deletion do not know of it', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relkind in ('r', 'p')
   and not c.relispartition
   and not exists (
     select from pg_proc p
       join pg_namespace s on s.oid = p.pronamespace
      where s.nspname = 'pp_steward'
        and p.proname = 'tables_of_a_tenant'
        and p.prosrc like '%''' || c.relname || ''',%')
