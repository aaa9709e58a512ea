-- Every unique index and every foreign key begins with tenant_id, or its violation tells of another tenant's row. The two
-- exceptions are a tenant's slug and its identity at Google, which only operators write.
select format('%s: the unique index does not begin with tenant_id', i.indexrelid::regclass)
  from pg_index i
  join pg_class c on c.oid = i.indrelid
  join pg_namespace n on n.oid = c.relnamespace
  left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = i.indkey[0]
 where n.nspname = 'pp'
   and i.indisunique
   and a.attname is distinct from 'tenant_id'
   and (c.relname <> 'tenants' or a.attname is null or a.attname not in ('slug', 'google_identity'))
union all
select format('%s: the foreign key %I does not begin with tenant_id', f.conrelid::regclass, f.conname)
  from pg_constraint f
  join pg_namespace n on n.oid = f.connamespace
  left join pg_attribute a on a.attrelid = f.conrelid and a.attnum = f.conkey[1]
  left join pg_attribute b on b.attrelid = f.confrelid and b.attnum = f.confkey[1]
 where n.nspname = 'pp'
   and f.contype = 'f'
   and (a.attname is distinct from 'tenant_id' or b.attname is distinct from 'tenant_id')
