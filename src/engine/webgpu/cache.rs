//! What is made once and then used again: pipelines and bind groups. There are tens of each, which a list finds as fast as a hash map,
//! in less code.

pub struct Cache<K, V>(pub Vec<(K, V)>);

impl<K, V> Default for Cache<K, V> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<K: PartialEq, V: Clone> Cache<K, V> {
    /// What is kept under this key, made on first use.
    pub fn get(&mut self, key: K, make: impl FnOnce() -> V) -> V {
        if let Some(value) = self.find(&key) {
            return value.clone();
        }
        let value = make();
        self.0.push((key, value.clone()));
        value
    }

    /// The same, if it was made.
    pub fn find(&self, key: &K) -> Option<&V> {
        self.0.iter().find(|(known, _)| known == key).map(|(_, value)| value)
    }
}
