-- A partition is closed when addressed directly: no policy and no grant of its own.
select format('%s: the partition has a policy or a grant of its own', c.oid::regclass)
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
 where n.nspname = 'pp'
   and c.relispartition
   and (exists (select from pg_policy p where p.polrelid = c.oid)
        or exists (select from aclexplode(c.relacl) g where g.grantee <> c.relowner)
        or exists (select from pg_attribute a where a.attrelid = c.oid and a.attacl is not null))
   and c.relkind in ('r', 'p')
