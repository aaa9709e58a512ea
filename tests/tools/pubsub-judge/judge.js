// Asks a Pub/Sub what Google's own client for Node asks, and prints one line of JSON for each case:
// {"case": "...", "passed": true} or {"case": "...", "passed": false, "said": "..."}.
// Needs PUBSUB_EMULATOR_HOST, and METADATA_SERVER_DETECTION=none so that nothing leaves this machine.
'use strict';

const assert = require('node:assert/strict');
const {PubSub, v1} = require('@google-cloud/pubsub');

const INVALID_ARGUMENT = 3;
const NOT_FOUND = 5;
const ALREADY_EXISTS = 6;

// For one case. None waits longer than for a deadline of a second.
const PATIENCE = 10_000;

const PROJECT = 'judge';
const pubsub = new PubSub({projectId: PROJECT});
// The client of a PubSub knows the emulator; those below it have to be told.
const publisher = new v1.PublisherClient(pubsub.options);
const subscriber = new v1.SubscriberClient(pubsub.options);

const topicName = id => `projects/${PROJECT}/topics/${id}`;
const subscriptionName = id => `projects/${PROJECT}/subscriptions/${id}`;

let lastId = 0;

/** A topic of its own for a case, with some subscriptions. */
async function scene(subscriptions = 1) {
  const id = `case-${++lastId}`;
  const [topic] = await pubsub.createTopic(id);
  const made = [];
  for (let i = 0; i < subscriptions; i++) {
    const [subscription] = await topic.createSubscription(`${id}-${i}`);
    made.push(subscription);
  }

  return {topic, subscriptions: made, subscription: made[0]};
}

/** The next messages of a stream; `answer` gets each with its number. */
function read(subscription, count, answer) {
  return new Promise((resolve, reject) => {
    const messages = [];
    const end = finish => subscription.close().then(finish, reject);
    subscription.on('error', error => end(() => reject(error)));
    subscription.on('message', message => {
      if (messages.length === count) return;
      messages.push(message);
      answer(message, messages.length);
      if (messages.length === count) end(() => resolve(messages));
    });
  });
}

async function pull(subscription, options = {}) {
  const [response] = await subscriber.pull({subscription: subscription.name, maxMessages: 10, ...options});
  return response.receivedMessages;
}

const text = message => message.data.toString();
const ack = message => message.ack();
const fails = (work, code) => assert.rejects(work, error => error.code === code || assert.fail(`code ${error.code}: ${error.message}`));

const cases = {
  async topic_and_subscription_are_made_and_found() {
    const {topic, subscription} = await scene();
    const [topics] = await pubsub.getTopics();
    const [[found], [metadata]] = [await topic.get(), await subscription.getMetadata()];
    assert.equal(found.name, topic.name);
    assert.ok(topics.some(t => t.name === topic.name));
    assert.equal(metadata.topic, topic.name);
    assert.equal(metadata.ackDeadlineSeconds, 10);
  },

  async deleted_ones_are_gone() {
    const {topic, subscription} = await scene();
    await subscription.delete();
    await topic.delete();
    assert.deepEqual(await topic.exists(), [false]);
    assert.deepEqual(await subscription.exists(), [false]);
    await fails(topic.delete(), NOT_FOUND);
    await fails(subscription.delete(), NOT_FOUND);
  },

  async every_published_message_has_an_id_of_its_own() {
    const {topic} = await scene();
    const ids = await Promise.all(Array.from({length: 250}, (_, i) => topic.publishMessage({data: Buffer.from(`${i}`)})));
    assert.equal(new Set(ids).size, 250);
  },

  async a_message_is_streamed_as_it_was_sent() {
    const {topic, subscription} = await scene();
    const reading = read(subscription, 1, ack);
    const id = await topic.publishMessage({data: Buffer.from('Grüße'), attributes: {tenant: 'aurora'}});
    const [message] = await reading;
    assert.equal(text(message), 'Grüße');
    assert.deepEqual({...message.attributes}, {tenant: 'aurora'});
    assert.equal(message.id, id);
    assert.ok(message.publishTime.getTime() > 0);
  },

  async a_message_with_attributes_alone_is_taken() {
    const {topic, subscription} = await scene();
    await topic.publishMessage({data: Buffer.alloc(0), attributes: {only: 'this'}});
    const [received] = await pull(subscription);
    assert.equal(received.message.attributes.only, 'this');
  },

  // Both run out of time, but one was acknowledged before.
  async an_acknowledged_message_does_not_come_again() {
    const {topic, subscription} = await scene();
    await topic.publishMessage({data: Buffer.from('done')});
    await topic.publishMessage({data: Buffer.from('open')});
    const first = await pull(subscription);
    const ackIds = first.map(m => m.ackId);
    await subscriber.modifyAckDeadline({subscription: subscription.name, ackIds, ackDeadlineSeconds: 1});
    await subscriber.acknowledge({subscription: subscription.name, ackIds: [first.find(m => text(m.message) === 'done').ackId]});
    const again = await pull(subscription);
    assert.deepEqual(again.map(m => text(m.message)), ['open']);
  },

  async a_message_acknowledged_on_a_stream_does_not_come_again() {
    const {topic, subscription} = await scene();
    const reading = read(subscription, 1, ack);
    await topic.publishMessage({data: Buffer.from('done')});
    await reading;
    await topic.publishMessage({data: Buffer.from('next')});
    assert.deepEqual((await pull(subscription)).map(m => text(m.message)), ['next']);
  },

  async a_nack_brings_the_message_again() {
    const {topic, subscription} = await scene();
    const reading = read(subscription, 2, (message, number) => number === 1 ? message.nack() : message.ack());
    await topic.publishMessage({data: Buffer.from('again')});
    const [first, second] = await reading;
    assert.equal(first.id, second.id);
    assert.notEqual(first.ackId, second.ackId);
  },

  async a_deadline_that_is_over_brings_the_message_again() {
    const {topic, subscription} = await scene();
    await topic.publishMessage({data: Buffer.from('again')});
    const [first] = await pull(subscription);
    await subscriber.modifyAckDeadline({subscription: subscription.name, ackIds: [first.ackId], ackDeadlineSeconds: 1});
    const [second] = await pull(subscription);
    assert.equal(first.message.messageId, second.message.messageId);
  },

  async what_is_out_is_not_handed_out_twice() {
    const {topic, subscription} = await scene();
    await topic.publishMessage({data: Buffer.from('once')});
    assert.equal((await pull(subscription)).length, 1);
    assert.equal((await pull(subscription, {returnImmediately: true})).length, 0);
  },

  async both_of_two_subscriptions_get_a_message() {
    const {topic, subscriptions} = await scene(2);
    const reading = Promise.all(subscriptions.map(s => read(s, 1, ack)));
    await topic.publishMessage({data: Buffer.from('both')});
    assert.deepEqual((await reading).map(([message]) => text(message)), ['both', 'both']);
  },

  async ordered_messages_come_in_their_order() {
    const {topic, subscription} = await scene();
    topic.setPublishOptions({messageOrdering: true});
    const sent = Array.from({length: 50}, (_, i) => `${i}`);
    await Promise.all(sent.map(s => topic.publishMessage({data: Buffer.from(s), orderingKey: 'aurora'})));
    assert.deepEqual((await read(subscription, 50, ack)).map(text), sent);
  },

  async an_unknown_topic_is_not_found() {
    await fails(pubsub.topic('nowhere').publishMessage({data: Buffer.from('x')}), NOT_FOUND);
    await fails(pubsub.topic('nowhere').getMetadata(), NOT_FOUND);
    await fails(pubsub.topic('nowhere').createSubscription('of-nowhere'), NOT_FOUND);
  },

  async an_unknown_subscription_is_not_found() {
    const subscription = subscriptionName('nowhere');
    await fails(pubsub.subscription('nowhere').getMetadata(), NOT_FOUND);
    await fails(subscriber.pull({subscription, maxMessages: 1}), NOT_FOUND);
    await fails(subscriber.acknowledge({subscription, ackIds: ['1']}), NOT_FOUND);
    await fails(subscriber.modifyAckDeadline({subscription, ackIds: ['1'], ackDeadlineSeconds: 10}), NOT_FOUND);
    await fails(read(pubsub.subscription('nowhere'), 1, ack), NOT_FOUND);
  },

  async a_second_of_the_same_name_exists_already() {
    const {topic, subscription} = await scene();
    await fails(topic.create(), ALREADY_EXISTS);
    await fails(topic.createSubscription(subscription.name.split('/').at(-1)), ALREADY_EXISTS);
  },

  async a_name_that_is_missing_is_invalid() {
    await fails(publisher.createTopic({name: ''}), INVALID_ARGUMENT);
    await fails(publisher.getTopic({topic: ''}), INVALID_ARGUMENT);
    await fails(subscriber.createSubscription({name: '', topic: topicName('case-1')}), INVALID_ARGUMENT);
    await fails(subscriber.getSubscription({subscription: ''}), INVALID_ARGUMENT);
  },

  async an_empty_message_is_invalid() {
    const {topic} = await scene();
    await fails(topic.publishMessage({data: Buffer.alloc(0)}), INVALID_ARGUMENT);
  },

  async a_request_without_messages_is_invalid() {
    const {topic} = await scene();
    await fails(publisher.publish({topic: topic.name, messages: []}), INVALID_ARGUMENT);
  },

  async ordering_keys_are_not_mixed() {
    const {topic} = await scene();
    const messages = ['a', 'b'].map(orderingKey => ({data: Buffer.from('x'), orderingKey}));
    await fails(publisher.publish({topic: topic.name, messages}), INVALID_ARGUMENT);
  },

  async a_thousand_messages_are_taken_and_one_more_is_not() {
    const {topic} = await scene();
    const messages = Array.from({length: 1001}, () => ({data: Buffer.from('x')}));
    const [{messageIds}] = await publisher.publish({topic: topic.name, messages: messages.slice(1)});
    assert.equal(messageIds.length, 1000);
    await fails(publisher.publish({topic: topic.name, messages}), INVALID_ARGUMENT);
  },

  async ten_megabytes_are_too_much() {
    const {topic} = await scene();
    await publisher.publish({topic: topic.name, messages: [{data: Buffer.alloc(9_900_000)}]});
    await fails(publisher.publish({topic: topic.name, messages: [{data: Buffer.alloc(10_000_000)}]}), INVALID_ARGUMENT);
  },
};

/** A case that waits for ever fails alone, and does not keep the others from being judged. */
function inTime(work) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Nothing came within ${PATIENCE} ms.`)), PATIENCE);
  });
  return Promise.race([work, late]).finally(() => clearTimeout(timer));
}

async function main() {
  for (const [name, run] of Object.entries(cases)) {
    try {
      await inTime(run());
      console.log(JSON.stringify({case: name, passed: true}));
    } catch (error) {
      console.log(JSON.stringify({case: name, passed: false, said: error.message}));
    }
  }

  // A case that ran out of time may have left a stream open.
  process.exit(0);
}

main();
